import type { ImageDraft, DraftStart } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useWidth } from "../components/useWidth";
import { useTranslation } from "../i18n/useTranslation";
import { SMALLEST, layoutOf } from "./diskPictureLayout";
import { deviceAt, oneMoment, pickedCandidates, totalGib } from "./disks";
import { FilmStrip, FilmWords, type FilmFrame } from "./FilmStrip";
import { ImagePrint, PRINT_HEIGHT } from "./ImagePrint";
import { useGapWords } from "./useGapWords";
import styles from "./DiskPicture.module.css";

const ROW = 45;
const TOP = 28;

/** Snapshots become disks, disks become an image. Says again what the table above it says. */
export function DiskPicture({ source, draft }: { source: DraftStart; draft: ImageDraft }) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const gap = useGapWords();
  const [measured, measure] = useWidth(764);
  const width = Math.max(SMALLEST, measured);
  const system = source.system.row;
  const frames: FilmFrame[] = [
    { id: system.key.id, name: system.name || system.key.id, when: format.time(system.createdAt), system: true },
    ...pickedCandidates(source, draft).map((candidate) => ({
      id: candidate.row.key.id,
      name: candidate.row.name || candidate.row.key.id,
      when: gap(candidate),
      system: false,
    })),
  ];
  const sizes = [draft.systemSizeGib, ...draft.dataDisks.map((disk) => disk.sizeGib)];
  const largest = Math.max(...sizes, 1);
  const count = frames.length;
  const height = TOP + count * ROW + 1;
  const middle = TOP + (count * ROW - 5) / 2 + 0.5;
  const { film, disks, diskWidth, bar, print, lead, curve, rest } = layoutOf(width);
  const printTop = Math.max(22, Math.round(middle - PRINT_HEIGHT / 2));
  const mixed = !oneMoment(source, draft);
  return (
    // What does not fit is scrolled by the keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={measure} className={styles.picture} tabIndex={width > measured ? 0 : undefined}>
      <div className={styles.whole} style={{ width }} role="img" aria-label={t("picture.label", { count })}>
        <svg width={width} height={Math.max(height, printTop + PRINT_HEIGHT + 1)} aria-hidden="true">
          <g fontSize="11" fontWeight="500" fill="var(--color-text-faint)">
            <text x="0" y="12">
              {mixed ? t("picture.snapshotsMixed", { count }) : t("picture.snapshots", { count })}
            </text>
            <text x={disks} y="12">
              {t("picture.disks", { count })}
            </text>
            <text x={print} y="12">
              {t("picture.image")}
            </text>
          </g>
          <FilmStrip frames={frames} width={film} top={TOP} row={ROW} />
          {frames.map((frame, index) => {
            const y = TOP + index * ROW + 20.5;
            const size = sizes[index] ?? 0;
            return (
              <g key={frame.id}>
                <path d={`M${film} ${y}H${disks - 4}`} stroke="var(--color-border-control)" />
                <path d={`m${disks - 8.5} ${y - 3.5} 4 3.5-4 3.5`} stroke="var(--color-border-strong)" fill="none" />
                <rect x={disks + 0.5} y={y - 18} width={diskWidth} height="35" rx="6" fill="var(--color-bg-raised)" stroke="var(--color-border-control)" />
                <text x={disks + 12} y={y + 4} fontSize="12" fontWeight="500" fill="var(--color-text)">
                  {deviceAt(index)}
                </text>
                <rect x={disks + 80} y={y - 2.5} width={bar} height="4" rx="2" fill="var(--color-bar-track)" />
                <rect x={disks + 80} y={y - 2.5} width={Math.min(bar, Math.max(3, (size / largest) * bar))} height="4" rx="2" fill="var(--color-bar)" />
                <text x={disks + diskWidth - 11} y={y + 4} fontSize="12" textAnchor="end" fill="var(--color-text-muted)">
                  {format.number(size)}
                </text>
                <path
                  d={`M${disks + diskWidth + 1} ${y}h${lead}c${(curve * 5) / 9} 0 ${(curve * 4) / 9} ${middle - y} ${curve} ${middle - y}h${rest}`}
                  stroke="var(--color-border-control)"
                  fill="none"
                />
              </g>
            );
          })}
          <path d={`m${print - 8} ${middle - 3.5} 4 3.5-4 3.5`} stroke="var(--color-border-strong)" fill="none" />
        </svg>
        <FilmWords frames={frames} width={film} top={TOP} row={ROW} />
        <ImagePrint
          left={print}
          top={printTop}
          width={width - print}
          system={source.osName ?? t("picture.unknownSystem")}
          name={draft.name || t("picture.noName")}
          size={format.size(totalGib(draft))}
        />
      </div>
    </div>
  );
}
