import { StatusShape } from "../components/Status";
import { countOf, type MarkKind } from "./marks";
import styles from "./LaunchStages.module.css";

/** So many marks can be told apart; more are a bar. */
const MOST = 40;
const KINDS: readonly MarkKind[] = ["filled", "differs", "unread", "missing"];

/** One mark an instance: filled, a dashed frame where one is missing, a triangle where it differs, a ring where it was not read. */
export function Marks({ marks, label }: { marks: readonly MarkKind[]; label: string }) {
  if (marks.length > MOST) {
    return (
      <div className={styles.bar} role="img" aria-label={label}>
        {KINDS.map((kind) => {
          const count = countOf(marks, kind);
          return count > 0 && <i key={kind} data-mark={kind} style={{ flexGrow: count }} />;
        })}
      </div>
    );
  }
  return (
    <div className={styles.marks} role="img" aria-label={label}>
      {marks.map((mark, index) => (
        <i key={index} data-mark={mark}>
          {mark === "differs" && <StatusShape tone="warning" />}
          {mark === "unread" && <StatusShape tone="idle" />}
        </i>
      ))}
    </div>
  );
}
