//! Plain data that has come over a boundary, and its strict reading.
//!
//! A reader that asks an object only for the fields it knows never sees the misspelt ones, whatever
//! `deny_unknown_fields` says. So everything is taken in first, with all its fields, and read from here.

mod fault;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::error::{Error, Result};
use fault::Words;

pub use fault::{Fault, nearest};

/// Strings, booleans, numbers, lists and plain objects.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number: every integer that crosses is small, and a fraction is never one of ours.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, fields in the order they came.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// What it is, for an error.
    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(yes) => Unexpected::Bool(*yes),
            Self::Number(number) => whole(*number).map_or(Unexpected::Other(FRACTION), Unexpected::Signed),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        }
    }

    /// The fault of a value that is something else than what was asked for.
    #[cold]
    #[inline(never)]
    fn unlike(&self, expected: &dyn de::Expected) -> Fault {
        de::Error::invalid_type(self.unexpected(), expected)
    }

    /// The bytes of all its texts.
    pub fn size(&self) -> usize {
        let sum = |sizes: &mut dyn Iterator<Item = usize>| sizes.fold(0_usize, usize::saturating_add);
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => 0,
            Self::Text(text) => text.len(),
            Self::List(items) => sum(&mut items.iter().map(Self::size)),
            Self::Object(fields) => sum(&mut fields.iter().map(|(_, value)| value.size())),
        }
    }
}

/// What is said of a number that is no whole one: to print any costs as much code as all that is read strictly.
const FRACTION: &str = "a number that is not whole, or too large";

fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

/// Reads `value` as a `T`; `what` names it in the error, which says where in it the fault is, what was expected and what was
/// given. Unknown fields are errors at every level. Codes: `invalid-input`.
pub fn read<T: for<'de> Deserialize<'de>>(what: &str, value: Value) -> Result<T> {
    T::deserialize(value).map_err(|fault| fault.error(what))
}

/// What could not even be taken in: a function, say, or what never ends. Codes: `invalid-input`.
pub fn not_data(what: &str, too_deep: bool) -> Error {
    let why = if too_deep { "nested too deeply: " } else { "" };
    let expected = "expected plain data: strings, numbers, booleans, lists and plain objects";
    Error::new("invalid-input", format!("`{what}`: {why}{expected}"))
}

/// Whatever size a number is asked in, it is read the same way.
macro_rules! number {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
            self.deserialize_f64(visitor)
        }
    )*};
}

impl IntoDeserializer<'_, Fault> for Value {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(yes) => visitor.visit_bool(yes),
            Self::Number(number) => match whole(number) {
                Some(number) => visitor.visit_i64(number),
                None => visitor.visit_f64(number),
            },
            Self::Text(text) => visitor.visit_string(text),
            Self::List(items) => visitor.visit_seq(Items { items: items.into_iter().enumerate() }),
            Self::Object(fields) => visitor.visit_map(Fields::new(fields)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        match self {
            Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> std::result::Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    /// Our enums without data are words; those with data are objects that carry their own `kind`.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> std::result::Result<V::Value, Fault> {
        match (self, name) {
            (Self::Object(mut fields), TAGGED) => {
                let kind = fields.iter().position(|(name, _)| name == "kind").map(|at| fields.remove(at).1);
                match kind {
                    Some(Self::Text(kind)) => visitor.visit_enum(Tagged { kind, fields }),
                    Some(other) => Err(other.unlike(&Words(variants)).in_field("kind")),
                    None => Err(de::Error::missing_field("kind")),
                }
            }
            (other, TAGGED) => Err(other.unlike(&TAGGED)),
            (Self::Text(word), _) => StrDeserializer::<Fault>::new(&word).deserialize_enum(name, variants, visitor),
            (other, _) => Err(other.unlike(&Words(variants))),
        }
    }

    // Asked for what it is, a value hands a visitor nothing else: each way in that is never gone costs bytes in every type
    // that is read.

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        match self {
            Self::Bool(yes) => visitor.visit_bool(yes),
            other => Err(other.unlike(&visitor)),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        match self {
            Self::Number(number) => match whole(number) {
                Some(number) => visitor.visit_i64(number),
                None => visitor.visit_f64(number),
            },
            other => Err(other.unlike(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        match self {
            Self::Text(text) => visitor.visit_string(text),
            other => Err(other.unlike(&visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        match self {
            Self::List(items) => visitor.visit_seq(Items { items: items.into_iter().enumerate() }),
            other => Err(other.unlike(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        match self {
            Self::Object(fields) => visitor.visit_map(Fields::new(fields)),
            other => Err(other.unlike(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> std::result::Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> std::result::Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    number! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_f32 }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Fault> {
        self.deserialize_string(visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple_struct ignored_any
    }
}

/// What an enum with data is called here, by `#[serde(rename = …)]`: serde would read one with a `tag` by way of a copy, with
/// twice the code, and lose the place of what is wrong in it.
pub const TAGGED: &str = "an object with a `kind`";

/// One of an enum's objects, without its `kind`.
struct Tagged {
    kind: String,
    fields: Vec<(String, Value)>,
}

impl<'de> EnumAccess<'de> for Tagged {
    type Error = Fault;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> std::result::Result<(V::Value, Value), Fault> {
        Ok((seed.deserialize(StrDeserializer::<Fault>::new(&self.kind))?, Value::Object(self.fields)))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Fault;

    fn unit_variant(self) -> std::result::Result<(), Fault> {
        let Self::Object(fields) = self else { return Ok(()) };
        fields.first().map_or(Ok(()), |(name, _)| Err(de::Error::unknown_field(name, &[])))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> std::result::Result<T::Value, Fault> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> std::result::Result<V::Value, Fault> {
        Err(self.unlike(&visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> std::result::Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }
}

/// The items of a list, each of which names its place in a fault.
struct Items {
    items: std::iter::Enumerate<std::vec::IntoIter<Value>>,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> std::result::Result<Option<T::Value>, Fault> {
        let Some((index, item)) = self.items.next() else { return Ok(None) };
        seed.deserialize(item).map(Some).map_err(|fault| fault.in_item(index))
    }
}

/// The fields of an object, each of which names itself in a fault.
struct Fields {
    fields: std::vec::IntoIter<(String, Value)>,
    /// Of the field that is read.
    name: String,
    value: Value,
}

impl Fields {
    fn new(fields: Vec<(String, Value)>) -> Self {
        Self { fields: fields.into_iter(), name: String::new(), value: Value::Null }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> std::result::Result<Option<K::Value>, Fault> {
        let Some((name, value)) = self.fields.next() else { return Ok(None) };
        (self.name, self.value) = (name, value);
        seed.deserialize(StrDeserializer::<Fault>::new(&self.name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> std::result::Result<V::Value, Fault> {
        let value = std::mem::take(&mut self.value);
        seed.deserialize(value).map_err(|fault| fault.in_field(&self.name))
    }
}
