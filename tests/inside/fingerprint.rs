//! What a text is known by.

use version_first::run::fingerprint;

#[test]
fn every_changed_byte_changes_it_and_so_does_every_lost_one() {
    let text: String = (0..67_u8).map(|byte| char::from(b'0' + byte % 70)).collect();
    let whole = fingerprint(text.as_bytes());
    for at in 0..text.len() {
        for other in [b' ', b'~', b'\0'] {
            let mut changed = text.clone().into_bytes();
            changed[at] = other;
            assert_ne!(fingerprint(&changed), whole, "byte {at}");
        }
        assert_ne!(fingerprint(&text.as_bytes()[..at]), whole);
        let zeros = format!("{}{}", &text[..at], "\0".repeat(text.len() - at));
        assert_ne!(fingerprint(zeros.as_bytes()), whole, "what is lost is not what is zero");
    }
}
