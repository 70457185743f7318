import { CloudText } from "../components/CloudText";
import { useOverflow } from "../components/useOverflow";
import styles from "./Handover.module.css";

/** The text for a tool, a line a line. */
export function HandoverCode({ text, label }: { text: string; label: string }) {
  const overflow = useOverflow();
  return (
    <section {...overflow} className={styles.code} aria-label={label}>
      {text.split("\n").map((line, index) => (
        <div key={index}>
          <CloudText text={line || " "} />
        </div>
      ))}
    </section>
  );
}
