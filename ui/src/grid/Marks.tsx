import type { CSSProperties } from "react";
import type { Account } from "../backend/bindings/types";
import { StatusShape, type Tone } from "../components/Status";
import styles from "./Marks.module.css";

/** The shape of a status in a row. In nearly every row it is a circle: a box costs a fraction of a picture. */
export function StatusMark({ tone, percent }: { tone: Tone; percent?: number | null }) {
  if (tone === "good") return <i className={styles.good} />;
  return (
    <span className={styles.shape}>
      <StatusShape tone={tone} percent={percent} />
    </span>
  );
}

export type MarkName = "lock" | "image" | "disk" | "shared" | "arrow" | "copy";

/** A small shape in a row, one element; `null` keeps its place free. */
export const Mark = ({ name }: { name: MarkName | null }) => <i className={`${styles.mark} ${name === null ? "" : (styles[name] ?? "")}`} />;

/** The same with words of its own, where no others stand beside it. */
export const NamedMark = ({ name, label }: { name: MarkName; label: string }) => (
  <i className={`${styles.mark} ${styles[name] ?? ""}`} role="img" aria-label={label} data-tip={label} />
);

/** The frames of an image's or an instance's disks: the system disk and one or two data disks. One element. */
export const DiskFrames = ({ data }: { data: number }) => <i className={styles.frames} data-data={data === 2 ? 2 : Math.min(data, 1)} />;

/** Colour and name of an account; production sits in a plum pill. One element. */
export function AccountMark({ account, name }: { account: Account; name: string }) {
  const production = account.environment === "production" && account.kind !== "practice";
  return (
    <span className={`${styles.account} ${production ? styles.production : ""}`} style={{ "--swatch": `var(--color-account-${account.color})` } as CSSProperties}>
      {name}
    </span>
  );
}
