import { useId, useState } from "react";
import { copyText } from "../backend/clipboard";
import type { AddressBookLine } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./AddressBook.module.css";

/** So many lines are shown at first, and more at a time. */
const STEP = 100;

interface Props {
  title: string;
  lines: readonly AddressBookLine[];
  /** What is to be said of a line, a sentence for each. */
  say: (line: AddressBookLine) => readonly string[];
}

/** Lines of a file with their numbers, what they say, and what is to be said of them; they can be copied as text. */
export function ImportLines({ title, lines, say }: Props) {
  const { t } = useTranslation(["addressBook", "common"]);
  const format = useFormat();
  const [shown, setShown] = useState(STEP);
  const [copied, setCopied] = useState<"copied" | "copyFailed" | null>(null);
  const id = useId();
  if (lines.length === 0) return null;
  const textOf = ({ entry: { name, uid, note } }: AddressBookLine) => [name, uid, note].filter(Boolean).join(" · ");
  const rest = lines.length - shown;
  const copy = () => {
    const all = lines.map((line) => [line.line, textOf(line), ...say(line)].join("\t")).join("\n");
    copyText(all).then(
      () => setCopied("copied"),
      () => setCopied("copyFailed"),
    );
  };
  return (
    <section aria-labelledby={id}>
      <div className={styles.linesHead}>
        <h3 id={id}>{title}</h3>
        <button type="button" className="link" aria-label={t("import.copyNamed", { title })} onClick={copy}>
          <span role="status">{copied ? t(`common:actions.${copied}`) : t("import.copy")}</span>
        </button>
      </div>
      {/* A list that can be scrolled is reached with the keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={styles.lines} tabIndex={0} aria-labelledby={id}>
        {lines.slice(0, shown).map((line) => (
          <li key={line.line}>
            <span className="faint">{format.number(line.line)}</span>
            <span>
              <span className={styles.said}>
                <CloudText text={textOf(line)} />
              </span>
              {say(line).map((text) => (
                <span key={text} className="muted">
                  <CloudText text={text} />
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="quiet" onClick={() => setShown(shown + STEP)}>
          {t("more", { count: rest, number: format.number(rest) })}
        </Button>
      )}
    </section>
  );
}
