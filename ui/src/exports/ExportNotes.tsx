import type { ExportCount } from "../backend/bindings/types";
import { StatusShape, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./ExportDialog.module.css";

interface Props {
  count: ExportCount;
  missingParts: number;
  csv: boolean;
}

/** What a file will hold and what it will lack. */
export function ExportNotes({ count, missingParts, csv }: Props) {
  const { t } = useTranslation("exports");
  const format = useFormat();
  const many = (rows: number) => ({ count: rows, number: format.number(rows) });
  const notes: { tone: Tone; text: string }[] = [
    ...(count.stale > 0 ? [{ tone: "warning" as const, text: t("note.stale", many(count.stale)) }] : []),
    ...(missingParts > 0 ? [{ tone: "warning" as const, text: t("note.missing", many(missingParts)) }] : []),
    ...(count.hidden > 0 ? [{ tone: "idle" as const, text: t("note.hidden", many(count.hidden)) }] : []),
    { tone: "idle", text: t("note.all") },
    ...(csv ? [{ tone: "idle" as const, text: t("note.formula") }] : []),
  ];
  return (
    <ul className={styles.notes}>
      {notes.map(({ tone, text }) => (
        <li key={text}>
          <StatusShape tone={tone} />
          {text}
        </li>
      ))}
    </ul>
  );
}
