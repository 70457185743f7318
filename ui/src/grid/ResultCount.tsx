import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./ListHead.module.css";

/** After so much quiet the new count is spoken. */
const REST = 600;

export interface ResultCountProps {
  /** Undefined while they are not known. */
  total: number | undefined;
  of: number | undefined;
  /** What was asked: another one has another count. */
  question: unknown;
}

/** How much is shown of how much; spoken when another question has been answered. */
export function ResultCount({ total, of, question }: ResultCountProps) {
  const { t } = useTranslation("grid");
  const format = useFormat();
  const [spoken, speak] = useState("");
  const before = useRef(question);
  const say = useEffectEvent((count: number) => speak(t("results", { count, number: format.number(count) })));
  useEffect(() => {
    if (before.current === question || total === undefined) return undefined;
    const timer = setTimeout(() => {
      before.current = question;
      say(total);
    }, REST);
    return () => clearTimeout(timer);
  }, [question, total]);
  return (
    <>
      {/* No row at all: because there is none, or because none could be read. The list says which. */}
      {total !== undefined && of !== undefined && of > 0 && (
        <span className={styles.count}>
          {total === of ? format.number(total) : t("shownOf", { shown: format.number(total), all: format.number(of) })}
        </span>
      )}
      <span className="sr-only" role="status">
        {spoken}
      </span>
    </>
  );
}
