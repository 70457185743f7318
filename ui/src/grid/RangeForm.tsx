import { useState } from "react";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { FilterForm } from "./FilterForm";
import styles from "./FilterForm.module.css";

export interface RangeFormProps {
  /** Whole GiB, or days written as 2026-11-23. */
  unit: "gib" | "day";
  from: number | null;
  to: number | null;
  onApply: (from: number | null, to: number | null) => void;
}

const DAY = 86_400_000;

/** The first moment of a day in local time; undefined when it is none. */
function dayOf(text: string): number | undefined {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return year !== "" && date.getMonth() === Number(month) - 1 ? date.getTime() : undefined;
}

/** What a field says: null for nothing, undefined for what is not a value. */
export function valueOf(text: string, unit: RangeFormProps["unit"], end: boolean): number | null | undefined {
  const words = text.trim();
  if (words === "") return null;
  if (unit === "gib") return /^\d{1,9}$/.test(words) ? Number(words) : undefined;
  const day = dayOf(words);
  // The last day counts to its end.
  return day === undefined ? undefined : end ? day + DAY - 1 : day;
}

/** From and to; one of them may be empty. */
export function RangeForm({ unit, from, to, onApply }: RangeFormProps) {
  const { t } = useTranslation("grid");
  const format = useFormat();
  const write = (value: number | null) => (value === null ? "" : unit === "gib" ? String(value) : format.date(value));
  const [texts, setTexts] = useState({ from: write(from), to: write(to) });
  const [tried, setTried] = useState(false);
  const values = { from: valueOf(texts.from, unit, false), to: valueOf(texts.to, unit, true) };
  const isReversed = typeof values.from === "number" && typeof values.to === "number" && values.from > values.to;
  const wrong = (end: "from" | "to") => {
    if (!tried) return undefined;
    if (values[end] === undefined) return t(`filters.wrong.${unit}`);
    return end === "to" && isReversed ? t(`filters.reversed.${unit}`, { from: texts.from.trim() }) : undefined;
  };
  return (
    <FilterForm
      onApply={() => {
        setTried(true);
        if (values.from !== undefined && values.to !== undefined && !isReversed) onApply(values.from, values.to);
      }}
    >
      <div className={styles.pair}>
        {(["from", "to"] as const).map((end) => (
          <TextField
            key={end}
            label={t(`filters.${end}`)}
            value={texts[end]}
            placeholder={unit === "day" ? t("filters.dayForm") : t("filters.gib")}
            error={wrong(end)}
            onChange={(text) => setTexts({ ...texts, [end]: text })}
          />
        ))}
      </div>
    </FilterForm>
  );
}
