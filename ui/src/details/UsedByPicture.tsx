import type { ReactNode } from "react";
import { CloudText } from "../components/CloudText";
import styles from "./UsedByPicture.module.css";

/** A card of the picture. */
export interface UseNode {
  id: string;
  glyph?: ReactNode;
  title: string;
  under?: ReactNode;
  /** What the details are about. */
  here?: boolean;
  /** Opens it. */
  onOpen?: () => void;
}

export interface UsedByPictureProps {
  label: string;
  /** From left to right: what it is made from, itself, what uses it. At most four cards each. */
  columns: readonly (readonly UseNode[])[];
}

const CARD = 42;
const GAP = 8;
const STEP = CARD + GAP;

/** Where the middle of a card is, the columns being centred. */
const middle = (index: number, count: number, most: number) => ((most - count) * STEP) / 2 + index * STEP + CARD / 2;

/** What a resource is made from and what is made from it. Cards are HTML, the lines between two columns one picture. */
export function UsedByPicture({ label, columns }: UsedByPictureProps) {
  const shown = columns.filter((column) => column.length > 0);
  const most = Math.max(...shown.map((column) => column.length));
  const height = most * STEP - GAP;
  return (
    <div className={styles.picture} role="group" aria-label={label}>
      {shown.map((column, place) => (
        <div key={column[0]?.id} className={styles.part} data-small={(column.length === 1 && column[0]?.title === "") || undefined}>
          {place > 0 && <Lines from={shown[place - 1]?.length ?? 1} to={column.length} most={most} height={height} />}
          <ul className={styles.column}>
            {column.map((node) => (
              <li key={node.id}>
                <Card node={node} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Lines({ from, to, most, height }: { from: number; to: number; most: number; height: number }) {
  const lines = Array.from({ length: Math.max(from, to) }, (_, index) => {
    const left = middle(from === 1 ? 0 : Math.min(index, from - 1), from, most);
    const right = middle(to === 1 ? 0 : Math.min(index, to - 1), to, most);
    return `M0 ${left}C8 ${left} 8 ${right} 16 ${right}`;
  });
  return (
    <svg className={styles.lines} width="16" height={height} viewBox={`0 0 16 ${height}`} aria-hidden="true">
      <path d={lines.join("")} />
    </svg>
  );
}

function Card({ node: { glyph, title, under, here, onOpen } }: { node: UseNode }) {
  const words = (
    <>
      {glyph && <span className={styles.glyph}>{glyph}</span>}
      {title && (
        <span className={styles.words}>
          <span className={`${styles.title} trunc`} data-tip={title} data-tip-cut="">
            <CloudText text={title} />
          </span>
          {under && <span className={`${styles.under} trunc`}>{under}</span>}
        </span>
      )}
    </>
  );
  if (!onOpen) return <div className={styles.card} data-here={here || undefined}>{words}</div>;
  return (
    <button type="button" className={styles.card} data-here={here || undefined} onClick={onOpen}>
      {words}
    </button>
  );
}
