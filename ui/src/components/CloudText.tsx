import { Fragment, type ReactNode } from "react";
import styles from "./CloudText.module.css";

/** Marks that are not seen and turn or join what stands beside them, and other characters without a width. */
const HIDDEN = /([\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb])/u;

/** Whether something in the text is not seen. */
export const hasHidden = (text: string): boolean => HIDDEN.test(text);

const nameOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** Text in which hidden characters are named instead of obeyed, for tooltips and sentences. */
export const visibleText = (text: string): string =>
  hasHidden(text)
    ? text
        .split(HIDDEN)
        .map((part, index) => (index % 2 === 1 ? `[${nameOf(part)}]` : part))
        .join("")
    : text;

/** What is given as text is shown as text of the cloud, as it may quote a name; elements stand as they are. */
export const asCloudText = (node: ReactNode): ReactNode => (typeof node === "string" ? <CloudText text={node} /> : node);

/** Words of several lines as somebody has written them in the cloud: their lines stay. */
export function CloudLines({ text }: { text: string }) {
  return text.split(/\r?\n/).map((line, index) => (
    <Fragment key={index}>
      {index > 0 && "\n"}
      <CloudText text={line} />
    </Fragment>
  ));
}

/** A name as somebody has written it in the cloud: it cannot turn the words beside it, and its hidden characters are seen. */
export function CloudText({ text }: { text: string }) {
  if (!hasHidden(text)) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.split(HIDDEN).map((part, index) => (index % 2 === 1 ? <i key={index} className={styles.hidden}>{nameOf(part)}</i> : <Fragment key={index}>{part}</Fragment>))}
    </bdi>
  );
}
