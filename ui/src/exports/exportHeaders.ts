import type { ExportField, ExportHeader } from "../backend/bindings/types";

/** The headings of a file in the language of the window. The core takes those of the fields that a row has. */
export const headersOf = (words: Readonly<Record<ExportField, string>>): ExportHeader[] =>
  (Object.keys(words) as ExportField[]).map((field) => ({ field, header: words[field] }));
