import type { Finding, Problem } from "../backend/bindings/types";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";

/** Gives what is wrong with a value, in words: as the rules see it, or as the cloud has refused it. */
export function useFieldErrors({ errors, problem }: { errors: readonly Finding[]; problem: Problem | null }): (...fields: string[]) => string | undefined {
  const words = useFindingWords();
  const problemWords = useProblemWords();
  return (...fields) => {
    const found = errors.find((finding) => fields.includes(finding.field));
    if (found) return words(found).text;
    return problem?.field != null && fields.includes(problem.field) ? problemWords(problem).text : undefined;
  };
}
