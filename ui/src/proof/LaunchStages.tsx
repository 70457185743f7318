import type { FleetProof, JobStep } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { MOST_PER_REQUEST } from "../launch/machine";
import type { Fleet } from "./launched";
import { Marks } from "./Marks";
import { countOf, marksOf, STAGES, type Stage } from "./marks";
import styles from "./LaunchStages.module.css";

interface Props {
  fleet: Fleet;
  proof: FleetProof | undefined;
  /** The newest step that compares. */
  proving: JobStep | undefined;
}

/** What a launch has come to: asked for, made, running, proven, with one mark for each instance in all four. */
export function LaunchStages({ fleet, proof, proving }: Props) {
  const { t } = useTranslation("proof");
  const words = useStageWords(fleet, proof, proving);
  const marks = marksOf(fleet, proof);
  return (
    <section className={styles.stages} aria-label={t("stages.label")}>
      {STAGES.map((stage) => {
        const { asides, note } = words(stage);
        const filled = countOf(marks[stage], "filled");
        const facts = [t("stages.filled", { count: filled, all: marks[stage].length }), ...asides].join(", ");
        return (
          <div key={stage}>
            <div className="t12 muted">{t(`stages.${stage}`)}</div>
            <div className={styles.number}>
              {filled}
              {asides.map((aside) => (
                <small key={aside}>{aside}</small>
              ))}
            </div>
            <Marks marks={marks[stage]} label={t("stages.picture", { stage: t(`stages.${stage}`), facts })} />
            <div className={`${styles.note} t12 faint`}>{note}</div>
          </div>
        );
      })}
    </section>
  );
}

/** Gives what stands beside the number of a stage, and under its marks. */
function useStageWords(fleet: Fleet, proof: FleetProof | undefined, proving: JobStep | undefined): (stage: Stage) => { asides: string[]; note: string } {
  const { t } = useTranslation("proof");
  const format = useFormat();
  const { steps, asked, instances } = fleet;
  const accepted = steps.map((step) => step.acceptedAt).filter((at) => at !== null);
  const acceptedAt = accepted.length > 0 ? Math.min(...accepted) : null;
  const marks = marksOf(fleet, proof);
  const said = (...parts: (string | false)[]) => parts.filter((part) => part !== false);

  const created = () => {
    const missing = asked - instances.length;
    const noStock = fleet.short.some(({ notMade }) => notMade > 0) || steps.some((step) => step.problem?.code === "noStock");
    return {
      asides: said(missing > 0 && acceptedAt !== null && t(noStock ? "stages.withoutStock" : "stages.notCreated", { count: missing })),
      note: acceptedAt === null || instances.length === 0 ? t("stages.noIds") : t("stages.ids", { time: format.time(acceptedAt), count: instances.length }),
    };
  };
  const requested = () => {
    const least = steps.reduce((sum, step) => sum + (step.launched?.atLeast ?? 0), 0);
    if (acceptedAt !== null) return t(least < asked ? "stages.requestedAt" : asked > MOST_PER_REQUEST ? "stages.requestedAllEach" : "stages.requestedAll", { time: format.time(acceptedAt), least });
    return t(steps.some((step) => step.state === "failed") ? "stages.refused" : "stages.notSent");
  };
  const running = () => {
    const times = instances.map((instance) => instance.runningAt).filter((at) => at !== null);
    const gone = instances.filter((instance) => instance.gone !== null).length;
    const notYet = instances.filter((instance) => instance.gone === null && instance.runningAt === null).length;
    const from = Math.min(...times);
    const to = Math.max(...times);
    return {
      asides: said(gone > 0 && t("stages.gone", { count: gone }), notYet > 0 && t("stages.notRunning", { count: notYet })),
      note: times.length === 0 ? t("stages.noneRunning") : from === to ? format.time(from) : t("stages.runningAt", { from: format.time(from), to: format.time(to) }),
    };
  };
  const proven = () => {
    const differs = countOf(marks.proven, "differs");
    const unread = countOf(marks.proven, "unread");
    const waits = proving?.state === "pending" ? t("stages.afterRunning") : t("stages.comparing");
    const note = proof
      ? t("stages.cells", { read: format.number(proof.cellsRead), all: format.number(proof.cells), time: format.time(proof.readAt) })
      : proving && proving.finishedAt === null
        ? waits
        : t("stages.noProof");
    return { asides: said(differs > 0 && t("stages.differs", { count: differs }), unread > 0 && t("stages.unread", { count: unread })), note };
  };

  return (stage) => {
    switch (stage) {
      case "requested":
        return { asides: [], note: requested() };
      case "created":
        return created();
      case "running":
        return running();
      case "proven":
        return proven();
    }
  };
}
