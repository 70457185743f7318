import type { ImageRow } from "../backend/bindings/types";
import { StatusShape, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { Mark, StatusMark } from "../grid/Marks";
import { useTranslation } from "../i18n/useTranslation";
import cells from "../grid/Cells.module.css";

const TONES: Record<string, Tone> = { noRisk: "good", medium: "warning", high: "bad", checking: "running", none: "idle" };
const KNOWN = ["noRisk", "medium", "high", "checking", "none", "encrypted"] as const;

/** Of an image that can be checked: one that is there and our own. */
const canBeChecked = ({ status, sharedWithMe }: ImageRow) => !sharedWithMe && (status === "Available" || status === "Deprecated");

type Checked = Pick<ImageRow, "check" | "checkFindings" | "status" | "sharedWithMe">;

/** Gives the words for what the image check found; nothing where there is nothing to say. */
export function useCheckWords(): (row: ImageRow) => string {
  const { t } = useTranslation("images");
  const format = useFormat();
  return (row) => {
    if (!canBeChecked(row)) return "";
    const known = KNOWN.find((word) => word === row.check);
    if (known === "medium" || known === "high") return t(`check.${known}`, { count: row.checkFindings, number: format.number(row.checkFindings) });
    return known ? t(`check.${known}`) : row.check;
  };
}

/** What the image check found: a shape, and how many findings. */
export function CheckMark({ row }: { row: ImageRow & Checked }) {
  const words = useCheckWords()(row);
  const format = useFormat();
  const tone = TONES[row.check];
  if (words === "") return null;
  if (row.check === "encrypted") return <Mark name="lock" />;
  if (tone === "good") return <StatusMark tone="good" />;
  return (
    <span className={cells.row}>
      <StatusShape tone={tone ?? "idle"} />
      {row.checkFindings > 0 && format.number(row.checkFindings)}
    </span>
  );
}
