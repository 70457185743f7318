import type { Finding } from "../backend/bindings/types";
import { useFindingWords } from "../i18n/findingWords";

/** Gives the sentence for what is wrong with an entry of the address book. */
export function useEntryWords(): (finding: Finding) => string {
  const words = useFindingWords();
  return (finding) => words({ ...finding, field: `addressBook.${finding.field}` }).text;
}
