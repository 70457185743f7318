//! Finding an element as assistive technology does: by role and accessible name, among what can be seen.

/// A function body for WebDriver: arguments are role, name, and whether the name need only contain the text.
pub const BY_ROLE: &str = r#"
const [role, wanted, part] = arguments;
const native = {
  button: "button, summary, input[type=button], input[type=submit]",
  link: "a[href]",
  textbox: "input:not([type]), input[type=text], input[type=password], input[type=search], input[type=url], input[type=number], textarea",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  combobox: "select",
  option: "option",
  heading: "h1, h2, h3, h4, h5, h6",
  dialog: "dialog[open]",
  row: "tr",
  navigation: "nav",
  img: "img",
};
const also = { textbox: ["searchbox", "combobox", "spinbutton"], dialog: ["alertdialog"], menuitem: ["menuitemradio", "menuitemcheckbox"] };
const roles = [role, ...(also[role] ?? [])].map((name) => `[role=${name}]`).join(", ");
const selector = native[role] ? `${roles}, ${native[role]}` : roles;
const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const name = (element) => {
  const ids = element.getAttribute("aria-labelledby");
  if (ids) return tidy(ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  const label = tidy(element.getAttribute("aria-label"));
  if (label) return label;
  if (element.labels?.length) return tidy([...element.labels].map((label) => label.textContent).join(" "));
  return tidy(element.innerText) || tidy(element.getAttribute("alt")) || tidy(element.getAttribute("title")) || tidy(element.getAttribute("placeholder"));
};
const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert], [aria-hidden=true]");
const explicit = (element) => !element.hasAttribute("role") || element.matches(roles);
return [...document.querySelectorAll(selector)].filter((element) => {
  if (!explicit(element) || !seen(element)) return false;
  if (!part) return name(element) === wanted;
  return name(element).includes(wanted) || tidy(element.textContent).includes(wanted);
});
"#;

/// As [`BY_ROLE`], for the innermost elements that show a text; the argument is the text.
pub const BY_TEXT: &str = r#"
const [wanted] = arguments;
const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const seen = (element) => {
  // Words for screen readers only are in a box of one pixel.
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
};
const shows = (element) => tidy(element.textContent).includes(wanted);
return [...document.querySelectorAll("body *")].filter(
  (element) => !element.matches("script, style") && shows(element) && seen(element) && ![...element.children].some(shows),
);
"#;
