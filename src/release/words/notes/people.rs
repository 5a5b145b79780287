//! People as the hosting knows them: by the names they have there, which call them, and whether they are new. A release's
//! text alone says so; wherever else somebody is named, it is by the name in their commits.

use serde::{Deserialize, Serialize};

use crate::commits::{Author, Change};
use crate::hosting::{Hosting, Kind};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::people::{People, Person};
use crate::release::words::notes::entry::{listed, sources};
use crate::release::words::notes::{Links, plain};
use crate::release::words::template::{MOST_OF_RELEASE, length};

/// So many are kept in mind; the others stay named as they are.
const MOST_PEOPLE: usize = 500;
/// No server's names are longer.
const LONGEST_LOGIN: usize = 64;

/// What is known of people once somebody was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Credits {
    /// Whom the hosting names for the commits.
    pub actors: Vec<Actor>,
    /// The places in the list of those who are not new; absent: that is not known.
    #[serde(default)]
    pub known: Option<Vec<usize>>,
}

/// An author of a commit, as the hosting has it; of those of one commit the first is its author, the others wrote it too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Actor {
    /// The commit.
    pub commit: String,
    /// The name in it.
    #[serde(default)]
    pub name: String,
    /// The address in it.
    #[serde(default)]
    pub address: String,
    /// The hosting's name; absent: it knows none.
    #[serde(default)]
    pub login: Option<String>,
}

impl People {
    /// Those who made these changes, newest first; `None`: nobody is named.
    pub(super) fn of(
        changes: &[Change],
        links: &Links,
        hosting: &Hosting,
        since: Option<&str>,
        tail: String,
    ) -> Option<Self> {
        let mut list: Vec<Person> = Vec::new();
        let mut oldest: Vec<&Change> = Vec::new();
        let mut places: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
        let mut together = BTreeSet::new();
        for change in changes {
            let mut group = Vec::new();
            for (nth, author) in change.authors.iter().enumerate() {
                let key = (author.name, author.address);
                let known = places.get(&key).copied();
                if known.is_none() && list.len() == MOST_PEOPLE {
                    continue;
                }
                let place = known.unwrap_or(list.len());
                group.push(place);
                if let Some(first) = oldest.get_mut(place) {
                    *first = change;
                    continue;
                }
                places.insert(key, place);
                oldest.push(change);
                list.push(Person {
                    name: plain(author.name),
                    address: author.address.map(str::to_string),
                    login: login_in(author, hosting),
                    commit: change.sha.to_string(),
                    leads: nth == 0,
                    first: String::new(),
                });
            }
            if group.len() == change.authors.len() && !group.is_empty() {
                together.insert(group);
            }
        }
        for (person, change) in list.iter_mut().zip(oldest) {
            person.first = sources(change, links).into_iter().next().unwrap_or_default();
        }
        let people = Self { since: since.map(str::to_string), list, together: together.into_iter().collect(), tail };
        (!people.list.is_empty()).then_some(people)
    }

    /// The text of a release with its people's own names, and with those who are new, as far as that is known and fits.
    pub fn credited(&self, body: &str, credits: &Credits) -> String {
        let said: Vec<String> = self.list.iter().map(|person| self.said(person, credits)).collect();
        let named = self.named(body, &said);
        let told = [&named, body].into_iter().map(|text| self.welcoming(text, &said, credits));
        let mut fits = told.chain([named.clone()]).filter(|text| length(text) <= MOST_OF_RELEASE);
        fits.next().unwrap_or_else(|| body.to_string())
    }

    /// How somebody is named.
    fn said(&self, person: &Person, credits: &Credits) -> String {
        let mut actors = credits.actors.iter().filter(|actor| actor.commit == person.commit);
        let by_address = |actor: &&Actor| {
            person.address.as_deref().is_some_and(|address| actor.address.eq_ignore_ascii_case(address))
        };
        let by_name = |actor: &&Actor| plain(&actor.name) == person.name;
        let actor = actors.clone().find(by_address).or_else(|| actors.clone().find(by_name));
        let actor = actor.or_else(|| actors.next().filter(|_| person.leads));
        let login = person.login.as_deref().or_else(|| actor?.login.as_deref()).filter(|login| is_login(login));
        login.map_or_else(|| person.name.clone(), |login| format!("@{login}"))
    }

    /// The text, in which every entry that ends in known people's names ends in what they are called there.
    fn named(&self, body: &str, said: &[String]) -> String {
        let mut instead: BTreeMap<String, Option<String>> = BTreeMap::new();
        for group in &self.together {
            let names: Vec<&str> =
                group.iter().filter_map(|place| Some(self.list.get(*place)?.name.as_str())).collect();
            let others: Vec<&str> = group.iter().filter_map(|place| Some(said.get(*place)?.as_str())).collect();
            let text = listed(&others);
            // Two of one name: nobody knows which of them it was.
            let one = instead.entry(listed(&names)).or_insert_with(|| Some(text.clone()));
            if one.as_ref().is_some_and(|known| *known != text) {
                *one = None;
            }
        }
        let line = |line: &str| -> Option<String> {
            let at = line.starts_with("- ").then(|| line.rfind("/commit/"))??;
            let (before, address) = line.split_at_checked(at)?;
            let (sha, names) = address.split_once(")) by ")?;
            let text = instead.get(names.trim_end_matches('\n'))?.as_ref()?;
            Some(format!("{before}{sha})) by {text}\n"))
        };
        body.split_inclusive('\n').map(|whole| line(whole).unwrap_or_else(|| whole.to_string())).collect()
    }

    /// The text, and those who are new in it.
    fn welcoming(&self, body: &str, said: &[String], credits: &Credits) -> String {
        let Some(known) = credits.known.as_ref().filter(|_| self.since.is_some()) else { return body.to_string() };
        let mut new: Vec<String> = Vec::new();
        // One of two addresses of theirs may be new.
        let mut told: BTreeSet<&str> = known.iter().filter_map(|place| said.get(*place)).map(String::as_str).collect();
        for (person, said) in self.list.iter().zip(said) {
            if person.address.is_some() && told.insert(said) {
                new.push(format!("- {said} made their first contribution in {}\n", person.first));
            }
        }
        match body.strip_suffix(&self.tail) {
            Some(front) if !new.is_empty() => {
                let gap = if self.tail.is_empty() { "" } else { "\n" };
                format!("{}\n\n### New contributors\n\n{}{gap}{}", front.trim_end(), new.concat(), self.tail)
            }
            _ => body.to_string(),
        }
    }
}

/// The name that an address of the hosting's own says: `ada@users.noreply.github.com`, `1+ada@…`; at a Gitea
/// `ada@noreply.git.example.org`.
fn login_in(author: &Author, hosting: &Hosting) -> Option<String> {
    let (user, domain) = author.address?.split_once('@')?;
    let host = hosting.server_url.split("://").nth(1)?.split(['/', ':']).next()?;
    let below = match hosting.kind {
        Kind::Github => "users.noreply.",
        Kind::Gitea => "noreply.",
    };
    let own = domain.get(..below.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(below))
        && domain.get(below.len()..).is_some_and(|end| end.eq_ignore_ascii_case(host));
    let login = user.split_once('+').map_or(user, |(_, login)| login);
    (own && is_login(login)).then(|| login.to_string())
}

/// Whether a text calls one account and nothing else.
fn is_login(text: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    text.len() <= LONGEST_LOGIN
        && text.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && text.chars().all(letters)
}
