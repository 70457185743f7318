import type { ReactNode } from "react";
import type { DiskTimeline } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { useWidth } from "../components/useWidth";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { Section } from "./DetailsShell";
import { TimeLine } from "./TimeLine";
import type { Moment } from "./moments";

export interface DiskTimesProps {
  title: string;
  /** Whose disks they are, for the name of the picture. */
  name: string;
  timelines: readonly DiskTimeline[];
  days: number;
  from: number;
  to: number;
  /** The snapshot whose moment is chosen. */
  chosen: string | null;
  onPick: (moment: Moment) => void;
  /** What the picture says, in words. */
  children: ReactNode;
}

/** The snapshots of disks on a time line, and what they say together. */
export function DiskTimes({ title, name, timelines, days, from, to, chosen, onPick, children }: DiskTimesProps) {
  const { t } = useTranslation("details");
  const format = useFormat();
  const [width, measure] = useWidth(287);
  const oldest = Math.min(to, ...timelines.flatMap((timeline) => timeline.snapshots.map((frame) => frame.createdAt)));
  return (
    <Section title={title} aside={t("timeline.days", { count: days })}>
      {timelines.length > 0 && (
        <div ref={measure}>
          <TimeLine
            timelines={timelines}
            chosen={chosen}
            from={from}
            to={to}
            width={width}
            label={t("timeline.label", { count: timelines.length, name: visibleText(name), since: format.date(oldest) })}
            onPick={onPick}
          />
        </div>
      )}
      {children}
    </Section>
  );
}
