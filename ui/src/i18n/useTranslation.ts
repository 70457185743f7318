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

/** Words as they stand in the catalogue are only looked up: all that i18next can do besides takes as long as drawing them. */
function translate(language: string, catalogue: string): TFunction<Namespace> {
  const full = i18next.getFixedT(language, catalogue as "common") as unknown as (...args: unknown[]) => unknown;
  const t = (key: unknown, ...rest: unknown[]) => {
    const words: unknown = rest.length === 0 && typeof key === "string" ? i18next.getResource(language, catalogue, key) : undefined;
    return typeof words === "string" && !words.includes("{{") && !words.includes("$t(") ? words : full(key, ...rest);
  };
  return t as unknown as TFunction<Namespace>;
}

function loaded(names: string): Promise<unknown> {
  const key = `${i18next.language} ${names}`;
  const known = loading.get(key) ?? i18next.loadNamespaces(names.split(","));
  loading.set(key, known);
  return known;
}
