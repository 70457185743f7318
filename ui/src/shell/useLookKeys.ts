import { useEffect } from "react";
import { platformOf } from "../components/platform";
import { switchLanguage } from "../i18n";
import { LANGUAGES } from "../i18n/language";
import { useTranslation } from "../i18n/useTranslation";
import { THEMES, chooseTheme, useTheme } from "../theme";

const isMac = () => platformOf(navigator.userAgent) === "mac";

/** How the keys of `letter` are written on this system. */
export const lookKeys = (letter: "L" | "D"): string => (isMac() ? `⇧⌘${letter}` : `Ctrl+Shift+${letter}`);

/** The next of several, the first after the last. */
const after = <T>(all: readonly T[], one: T): T | undefined => all[(all.indexOf(one) + 1) % all.length];

/** Ctrl+Shift+L changes the language and Ctrl+Shift+D the theme, on every page and in every dialog. */
export function useLookKeys(): void {
  const { i18n } = useTranslation();
  const theme = useTheme();
  const language = LANGUAGES.find((known) => known === i18n.language) ?? "en-US";
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!event.shiftKey || event.altKey || !(isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey)) return;
      const letter = event.key.toLowerCase();
      const nextLanguage = letter === "l" ? after(LANGUAGES, language) : undefined;
      const nextTheme = letter === "d" ? after(THEMES, theme) : undefined;
      if (nextLanguage) void switchLanguage(nextLanguage);
      else if (nextTheme) chooseTheme(nextTheme);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", key, { capture: true });
    return () => document.removeEventListener("keydown", key, { capture: true });
  }, [language, theme]);
}
