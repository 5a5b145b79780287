//! `Unreleased` in other languages, as the translations of Keep a Changelog and the people who follow them write it.

const UNRELEASED: [&str; 50] = [
    "unveröffentlicht",
    "nicht veröffentlicht",
    "non publié",
    "non publiée",
    "à paraître",
    "sin publicar",
    "no publicado",
    "no lanzado",
    "sin lanzar",
    "não publicado",
    "não lançado",
    "não liberado",
    "non rilasciato",
    "non pubblicato",
    "niet uitgebracht",
    "nog niet uitgebracht",
    "onuitgebracht",
    "ej släppt",
    "ej släppta",
    "outgivet",
    "ikke udgivet",
    "ikke utgitt",
    "julkaisematon",
    "niewydane",
    "nieopublikowane",
    "nevydáno",
    "nevydané",
    "nezveřejněno",
    "kiadatlan",
    "nelansat",
    "не выпущено",
    "невыпущенное",
    "не опубликовано",
    "неопубликованное",
    "неизданное",
    "не випущено",
    "невипущене",
    "неопубліковано",
    "yayımlanmadı",
    "yayınlanmadı",
    "yayımlanmamış",
    "yayınlanmamış",
    "未リリース",
    "未公開",
    "未发布",
    "未發布",
    "未發佈",
    "未釋出",
    "미출시",
    "미배포",
];

/// Whether a heading says so, and nothing else.
pub(super) fn is_unreleased(title: &str) -> bool {
    let said = title.trim_matches(|letter: char| !letter.is_alphanumeric());
    // Most headings are in English.
    !said.is_empty() && said.len() <= 64 && {
        let small = said.to_lowercase();
        UNRELEASED.contains(&small.as_str())
    }
}
