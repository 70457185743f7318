//! Three places list the commands: the functions, `generate_handler!` and the application manifest in `build.rs`.
//! A command that one of them lacks cannot be called, and nothing else would say so before a person clicks.

use std::collections::BTreeSet;
use std::path::Path;

use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Expr, Token};

use super::source::{parse, rust_files};

/// Compares the `functions` with both lists of the shell in `shell`.
pub fn check(shell: &Path, functions: &BTreeSet<String>) -> Result<(), String> {
    let mut lists = Lists::default();
    for file in rust_files(&shell.join("src"))? {
        lists.visit_file(&parse(&file)?);
    }
    let build = shell.join("build.rs");
    if build.exists() {
        lists.visit_file(&parse(&build)?);
    }
    same("generate_handler!", &lists.handler, functions)?;
    same(
        "AppManifest::commands in src-tauri/build.rs",
        &lists.manifest,
        functions,
    )
}

fn same(place: &str, listed: &BTreeSet<String>, functions: &BTreeSet<String>) -> Result<(), String> {
    let missing: Vec<&String> = functions.difference(listed).collect();
    let surplus: Vec<&String> = listed.difference(functions).collect();
    if missing.is_empty() && surplus.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "{place} and the functions in src-tauri/src/commands differ: missing {missing:?}, surplus {surplus:?}"
        ))
    }
}

/// The lists, collected while walking through files.
#[derive(Default)]
struct Lists {
    handler: BTreeSet<String>,
    manifest: BTreeSet<String>,
    constants: Vec<(String, BTreeSet<String>)>,
}

impl<'a> Visit<'a> for Lists {
    fn visit_item_const(&mut self, item: &'a syn::ItemConst) {
        self.constants.push((item.ident.to_string(), strings(&item.expr)));
    }

    fn visit_macro(&mut self, found: &'a syn::Macro) {
        let last = found.path.segments.last();
        if last.is_some_and(|last| last.ident == "generate_handler")
            && let Ok(paths) = found.parse_body_with(Punctuated::<syn::Path, Token![,]>::parse_terminated)
        {
            let names = paths.iter().filter_map(|path| path.segments.last());
            self.handler.extend(names.map(|last| last.ident.to_string()));
        }
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        if call.method == "commands" {
            for argument in &call.args {
                let listed = match argument {
                    Expr::Path(path) => self.constant(&path.path),
                    other => strings(other),
                };
                self.manifest.extend(listed);
            }
        }
        syn::visit::visit_expr_method_call(self, call);
    }
}

impl Lists {
    fn constant(&self, path: &syn::Path) -> BTreeSet<String> {
        let found = self.constants.iter().find(|(name, _)| path.is_ident(name));
        found.map(|(_, strings)| strings.clone()).unwrap_or_default()
    }
}

/// The string literals below an expression.
fn strings(expression: &Expr) -> BTreeSet<String> {
    struct Literals(BTreeSet<String>);
    impl<'a> Visit<'a> for Literals {
        fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
            self.0.insert(literal.value());
        }
    }
    let mut literals = Literals(BTreeSet::new());
    literals.visit_expr(expression);
    literals.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(rust: &str) -> Lists {
        let mut lists = Lists::default();
        lists.visit_file(&syn::parse_file(rust).expect("the sample is Rust"));
        lists
    }

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    #[test]
    fn the_handler_list_is_read_from_the_macro() {
        let rust = "fn run() { builder.invoke_handler(tauri::generate_handler![account::account_list, quit]); }";
        assert_eq!(lists(rust).handler, names(&["account_list", "quit"]));
    }

    #[test]
    fn the_manifest_list_is_read_from_literals_and_from_a_constant() {
        let literals = r#"fn main() { a.app_manifest(AppManifest::new().commands(&["quit"])); }"#;
        let constant = r#"const ALL: &[&str] = &["quit"]; fn main() { AppManifest::new().commands(ALL); }"#;
        assert_eq!(lists(literals).manifest, names(&["quit"]));
        assert_eq!(lists(constant).manifest, names(&["quit"]));
    }

    #[test]
    fn a_command_that_a_list_lacks_is_named() {
        let told = same("the list", &names(&["old"]), &names(&["new"])).unwrap_err();
        assert!(told.contains("missing [\"new\"], surplus [\"old\"]"), "{told}");
    }
}
