//! A Rust type in the signature of a command, as TypeScript.

use std::collections::BTreeSet;

use syn::{GenericArgument, PathArguments, Type};

/// The TypeScript of `rust`. Types of ours are added to `used`.
pub fn typescript(rust: &Type, used: &mut BTreeSet<String>) -> Result<String, String> {
    match rust {
        Type::Reference(reference) => typescript(&reference.elem, used),
        Type::Paren(inner) => typescript(&inner.elem, used),
        Type::Slice(slice) => Ok(array(&typescript(&slice.elem, used)?)),
        Type::Tuple(tuple) if tuple.elems.is_empty() => Ok("void".into()),
        Type::Tuple(tuple) => {
            let elements: Result<Vec<_>, _> = tuple.elems.iter().map(|e| typescript(e, used)).collect();
            Ok(format!("[{}]", elements?.join(", ")))
        }
        Type::Path(path) => {
            let last = path.path.segments.last().ok_or("an empty path")?;
            let mut arguments = arguments(&last.arguments);
            if last.ident == "Result" {
                // How a command fails is not part of what it answers.
                arguments.truncate(1);
            }
            let arguments: Result<Vec<_>, _> = arguments.into_iter().map(|rust| typescript(rust, used)).collect();
            let arguments = arguments?;
            named(&last.ident.to_string(), &arguments, used)
        }
        _ => Err("a kind of type that cannot cross".into()),
    }
}

fn named(name: &str, arguments: &[String], used: &mut BTreeSet<String>) -> Result<String, String> {
    Ok(match (name, arguments) {
        ("String" | "str" | "SecretString" | "Uuid", []) => "string".into(),
        ("bool", []) => "boolean".into(),
        ("u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" | "f32" | "f64", []) => {
            "number".into()
        }
        ("Value", []) => "unknown".into(),
        ("Response", []) => "ArrayBuffer".into(),
        ("Vec" | "BTreeSet" | "HashSet", [element]) => array(element),
        ("Option", [some]) => format!("{some} | null"),
        ("Box" | "Arc", [inner]) => inner.clone(),
        ("BTreeMap" | "HashMap", [key, value]) => format!("Record<{key}, {value}>"),
        ("Result", [answer]) => answer.clone(),
        (name, arguments) => {
            used.insert(name.to_owned());
            match arguments {
                [] => name.to_owned(),
                arguments => format!("{name}<{}>", arguments.join(", ")),
            }
        }
    })
}

fn arguments(list: &PathArguments) -> Vec<&Type> {
    let PathArguments::AngleBracketed(list) = list else {
        return Vec::new();
    };
    let types = list.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(rust) => Some(rust),
        _ => None,
    });
    types.collect()
}

fn array(element: &str) -> String {
    if element.contains(" | ") {
        format!("({element})[]")
    } else {
        format!("{element}[]")
    }
}
