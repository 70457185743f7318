//! The commands of the shell as typed TypeScript functions.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use syn::{Attribute, Expr, FnArg, ItemFn, Lit, Meta, Pat, ReturnType, Type};

use super::agreement;
use super::rust_type::typescript;
use super::source::{parse, rust_files};

/// Arguments that Tauri fills in and the page does not send.
const INJECTED: &[&str] = &["State", "AppHandle", "Window", "Webview", "WebviewWindow", "Request"];

/// One `#[tauri::command]`.
struct Command {
    name: String,
    words: Vec<String>,
    arguments: Vec<(String, String)>,
    answer: String,
}

/// The text of `commands.ts` for the shell in `shell`; `types` are the names that exist on the other side.
pub fn collect(shell: &Path, types: &BTreeSet<String>) -> Result<String, String> {
    let mut used = BTreeSet::new();
    let mut commands = Vec::new();
    for file in rust_files(&shell.join("src/commands"))? {
        let found = commands_of(&parse(&file)?, &mut used);
        commands.extend(found.map_err(|reason| format!("{}: {reason}", file.display()))?);
    }
    commands.sort_by(|a, b| a.name.cmp(&b.name));
    let functions = commands.iter().map(|command| command.name.clone()).collect();
    agreement::check(shell, &functions)?;
    let channel = used.remove("Channel");
    if let Some(unknown) = used.iter().find(|name| !types.contains(*name)) {
        return Err(format!(
            "commands use the type {unknown}, which darkroom-core does not export (derive ts_rs::TS, #[ts(export)])"
        ));
    }
    Ok(text(&commands, &used, channel))
}

fn text(commands: &[Command], used: &BTreeSet<String>, channel: bool) -> String {
    let mut text = String::new();
    if channel {
        text.push_str("\nimport type { Channel } from \"@tauri-apps/api/core\";");
    }
    if !commands.is_empty() {
        text.push_str("\nimport { call } from \"../invoke\";\n");
    }
    if !used.is_empty() {
        text.push_str("import type {\n");
        for name in used {
            let _ = writeln!(text, "  {name},");
        }
        text.push_str("} from \"./types\";\n");
    }
    for command in commands {
        text.push('\n');
        match command.words.as_slice() {
            [] => {}
            [line] => {
                let _ = writeln!(text, "/** {line} */");
            }
            lines => {
                text.push_str("/**\n");
                for line in lines {
                    let _ = writeln!(text, "{}", format!(" * {line}").trim_end());
                }
                text.push_str(" */\n");
            }
        }
        let _ = writeln!(text, "{}", wrapper(command));
    }
    text
}

fn wrapper(command: &Command) -> String {
    let Command {
        name,
        arguments,
        answer,
        ..
    } = command;
    let function = camel(name);
    if arguments.is_empty() {
        return format!("export const {function} = () => call<{answer}>(\"{name}\");");
    }
    let parameters: Vec<String> = arguments.iter().map(|(name, of)| format!("{name}: {of}")).collect();
    let names: Vec<&str> = arguments.iter().map(|(name, _)| name.as_str()).collect();
    format!(
        "export const {function} = ({}) =>\n  call<{answer}>(\"{name}\", {{ {} }});",
        parameters.join(", "),
        names.join(", ")
    )
}

fn commands_of(file: &syn::File, used: &mut BTreeSet<String>) -> Result<Vec<Command>, String> {
    let mut commands = Vec::new();
    for item in &file.items {
        if let syn::Item::Fn(function) = item
            && let Some(attribute) = function.attrs.iter().find(|attribute| is_command(attribute))
        {
            let told = |reason: String| format!("command {}: {reason}", function.sig.ident);
            if matches!(&attribute.meta, Meta::List(list) if list.tokens.to_string().contains("rename")) {
                return Err(told("renamed arguments are not supported".into()));
            }
            commands.push(command(function, used).map_err(told)?);
        }
    }
    Ok(commands)
}

fn command(function: &ItemFn, used: &mut BTreeSet<String>) -> Result<Command, String> {
    let mut arguments = Vec::new();
    for input in &function.sig.inputs {
        let FnArg::Typed(argument) = input else {
            return Err("a method cannot be a command".into());
        };
        if injected(&argument.ty) {
            continue;
        }
        let Pat::Ident(name) = &*argument.pat else {
            return Err("an argument without a name".into());
        };
        let name = name.ident.to_string();
        arguments.push((camel(name.trim_start_matches('_')), typescript(&argument.ty, used)?));
    }
    let answer = match &function.sig.output {
        ReturnType::Default => "void".into(),
        ReturnType::Type(_, rust) => typescript(rust, used)?,
    };
    Ok(Command {
        name: function.sig.ident.to_string(),
        words: words(&function.attrs),
        arguments,
        answer,
    })
}

fn injected(rust: &Type) -> bool {
    let rust = match rust {
        Type::Reference(reference) => &*reference.elem,
        other => other,
    };
    matches!(rust, Type::Path(path)
        if path.path.segments.last().is_some_and(|last| INJECTED.iter().any(|name| last.ident == name)))
}

fn words(attributes: &[Attribute]) -> Vec<String> {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().replace("*/", "")),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect()
}

fn is_command(attribute: &Attribute) -> bool {
    attribute
        .path()
        .segments
        .last()
        .is_some_and(|last| last.ident == "command")
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated(rust: &str) -> Result<String, String> {
        let mut used = BTreeSet::new();
        let file = syn::parse_file(rust).expect("the sample is Rust");
        let commands = commands_of(&file, &mut used)?;
        let channel = used.remove("Channel");
        Ok(text(&commands, &used, channel))
    }

    #[test]
    fn a_command_becomes_a_typed_function_without_what_tauri_injects() {
        let text = generated(
            r#"
            /// Opens a view.
            #[tauri::command]
            pub async fn view_open(core: State<'_, Core>, view_kind: ViewKind, rows: Option<Vec<u32>>) -> Result<Vec<Row>, Failure> {}
            fn not_a_command(a: Hidden) {}
            "#,
        );
        let expected = "
import { call } from \"../invoke\";
import type {
  Row,
  ViewKind,
} from \"./types\";

/** Opens a view. */
export const viewOpen = (viewKind: ViewKind, rows: number[] | null) =>
  call<Row[]>(\"view_open\", { viewKind, rows });
";
        assert_eq!(text.as_deref(), Ok(expected));
    }

    #[test]
    fn a_command_that_answers_nothing_answers_void() {
        let text = generated("#[tauri::command] fn quit(app: tauri::AppHandle) {}").unwrap();
        assert!(
            text.ends_with("export const quit = () => call<void>(\"quit\");\n"),
            "{text}"
        );
    }

    #[test]
    fn a_channel_is_sent_by_the_page() {
        let text = generated("#[tauri::command] fn follow(events: Channel<Event>) -> Result<(), Failure> {}").unwrap();
        assert!(
            text.contains("import type { Channel } from \"@tauri-apps/api/core\";"),
            "{text}"
        );
        assert!(text.contains("(events: Channel<Event>)"), "{text}");
    }

    #[test]
    fn renamed_arguments_are_refused() {
        let text = generated(r#"#[tauri::command(rename_all = "snake_case")] fn quit() {}"#);
        assert!(text.is_err());
    }
}
