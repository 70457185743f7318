import i18next, { type DefaultNamespace, type FlatNamespace, type TFunction, type i18n } from "i18next";
import { useSyncExternalStore } from "react";

// Instead of react-i18next, which copies the whole of i18next for each component that comes up: the first page asks for
// words in eighty places, and was rendered 20 ms later.

type Names = FlatNamespace | readonly FlatNamespace[] | undefined;

/** The catalogue that keys without a name are looked up in. */
type First<Ns extends Names> = Ns extends undefined ? DefaultNamespace : Ns;

export interface CatalogueWords<Ns extends Names = undefined> {
  t: TFunction<First<Ns>>;
  /** Another object in each language: what is made with it is made anew when the language changes. */
  i18n: i18n;
  /** Ends when the catalogues are there; null once they are. Until then `t` gives keys. */
  loading: Promise<void> | null;
}

const known = new Map<string, CatalogueWords>();
const inLanguage = new Map<string, i18n>();

function i18nIn(language: string): i18n {
  const before = inLanguage.get(language);
  if (before) return before;
  const made = Object.create(i18next, { language: { value: language, enumerable: true } }) as i18n;
  inLanguage.set(language, made);
  return made;
}

/** Translates keys of `catalogue`. A text without a value or a plural is taken from it as it is: i18next would ask for each of its options. */
function translator(language: string, catalogue: string): CatalogueWords["t"] {
  const translate = i18next.getFixedT(language, catalogue as FlatNamespace) as (key: string, options?: object) => string;
  const plain = new Map<string, string>();
  const t = (key: string, options?: object): string => {
    if (options !== undefined) return translate(key, options);
    const before = plain.get(key);
    if (before !== undefined) return before;
    const text: unknown = i18next.getResource(language, catalogue, key);
    if (typeof text !== "string" || text.includes("{{") || text.includes("$t(")) return translate(key);
    plain.set(key, text);
    return text;
  };
  return t as CatalogueWords["t"];
}

/** The words of some catalogues in a language: the same value as long as nothing about them changes. */
function wordsOf(language: string, names: readonly [string, ...string[]]): CatalogueWords {
  const id = `${language} ${names.join(" ")}`;
  const before = known.get(id);
  if (before?.loading === null) return before;
  // One that cannot be loaded counts as loaded: its keys are shown.
  const isLoaded = names.every((name) => i18next.hasLoadedNamespace(name));
  if (before && !isLoaded) return before;
  const words: CatalogueWords = {
    t: isLoaded ? translator(language, names[0]) : (((key: string) => key) as CatalogueWords["t"]),
    i18n: i18nIn(language),
    loading: isLoaded ? null : i18next.loadNamespaces([...names]),
  };
  known.set(id, words);
  return words;
}

function subscribe(changed: () => void): () => void {
  i18next.on("languageChanged", changed);
  i18next.on("loaded", changed);
  return () => {
    i18next.off("languageChanged", changed);
    i18next.off("loaded", changed);
  };
}

/**
 * Words of the window in its language, from the catalogue `ns` or from several: keys without a name are of the first. Suspends while
 * they are loaded, unless `useSuspense` is false.
 */
export function useTranslation<const Ns extends Names = undefined>(ns?: Ns, { useSuspense = true } = {}): CatalogueWords<Ns> {
  const names = (ns === undefined ? ["common"] : typeof ns === "string" ? [ns] : ns) as readonly [string, ...string[]];
  const words = useSyncExternalStore(subscribe, () => wordsOf(i18next.language, names));
  // Not given to `use`: that ends nothing in a test whose `act` is not awaited.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  if (words.loading && useSuspense) throw words.loading;
  return words as unknown as CatalogueWords<Ns>;
}
