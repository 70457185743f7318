import i18next, { type i18n, type Namespace, type TFunction } from "i18next";
import { use, useEffect, useSyncExternalStore } from "react";

export interface Translation<Ns extends Namespace> {
  /** Gives the words for a key of the first catalogue, or of another one with its name before it (`common:cancel`). */
  t: TFunction<Ns>;
  i18n: i18n;
  /** The catalogues are there. */
  ready: boolean;
}

/** One for each language and list of catalogues, the same for all who ask. */
const made = new Map<string, Translation<Namespace>>();
/** Names that mean something to i18next among the values. */
const OPTIONS = ["context", "ordinal", "lng", "lngs", "ns", "defaultValue", "replace", "returnObjects", "joinArrays", "interpolation"];
const loading = new Map<string, Promise<unknown>>();

/** The words of some catalogues in the language of the window. It waits for catalogues that are not there yet. */
export function useTranslation<const Ns extends Namespace = "common">(catalogues?: Ns, { useSuspense = true }: { useSuspense?: boolean } = {}): Translation<Ns> {
  const names = [catalogues ?? "common"].flat().join();
  const translation = useSyncExternalStore(subscribe, () => translationOf(names));
  const { ready } = translation;
  if (!ready && useSuspense) use(loaded(names));
  useEffect(() => {
    if (!ready) void loaded(names);
  }, [ready, names]);
  return translation as Translation<Ns>;
}

function subscribe(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  i18next.on("loaded", listener);
  return () => {
    i18next.off("languageChanged", listener);
    i18next.off("loaded", listener);
  };
}

function translationOf(names: string): Translation<Namespace> {
  const { language } = i18next;
  const key = `${language} ${names}`;
  const known = made.get(key);
  if (known?.ready) return known;
  const catalogues = names.split(",");
  const ready = catalogues.every((name) => i18next.hasLoadedNamespace(name));
  if (known && !ready) return known;
  const translation = { t: translate(language, catalogues[0] ?? ""), i18n: i18next, ready };
  made.set(key, translation);
  return translation;
}

/** A place for a value; what else i18next knows in such places is left to it. */
const PLACE = /\{\{(\w+)\}\}/g;
const isValue = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

/** Words and the values in them, without all that i18next can do besides: that takes longer than to draw them. */
function translate(language: string, catalogue: string): TFunction<Namespace> {
  const full = i18next.getFixedT(language, catalogue as "common") as unknown as (...args: unknown[]) => unknown;
  let plurals: Intl.PluralRules | undefined;
  const lookUp = (key: string, values: Record<string, unknown>): string | undefined => {
    const { count } = values;
    // There may be words of their own for none.
    if (count === 0) return undefined;
    const suffix = typeof count === "number" ? `_${(plurals ??= new Intl.PluralRules(language)).select(count)}` : "";
    const words: unknown = i18next.getResource(language, catalogue, `${key}${suffix}`);
    if (typeof words !== "string" || words.includes("$t(")) return undefined;
    if (!words.includes("{")) return words;
    let isWhole = Object.values(values).every(isValue);
    // A value is put in as it is: what looks like a place in it is none.
    const filled = words.replace(PLACE, (_, name: string) => {
      const value = values[name];
      if (!isValue(value)) isWhole = false;
      return String(value);
    });
    return isWhole && !words.replace(PLACE, "").includes("{{") ? filled : undefined;
  };
  const t = (key: unknown, values: unknown = {}, ...rest: unknown[]) => {
    const isPlain = typeof key === "string" && typeof values === "object" && values !== null && rest.length === 0 && !OPTIONS.some((name) => name in values);
    return (isPlain ? lookUp(key, values as Record<string, unknown>) : undefined) ?? full(key, values, ...rest);
  };
  return t as unknown as TFunction<Namespace>;
}

function loaded(names: string): Promise<unknown> {
  const key = `${i18next.language} ${names}`;
  const known = loading.get(key) ?? i18next.loadNamespaces(names.split(","));
  loading.set(key, known);
  return known;
}
