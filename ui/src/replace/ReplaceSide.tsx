import type { ReplaceEffectCode } from "../backend/bindings/types";
import { findingMark } from "../components/findingMark";
import { GuidanceList, type Guidance } from "../components/GuidanceList";
import type { IconName } from "../components/iconShapes";
import { useOverflow } from "../components/useOverflow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFindingWords } from "../i18n/findingWords";
import { useEffectWords } from "./useEffectWords";
import type { Replacement } from "./useReplace";
import { useRunLines } from "./useRunLines";
import own from "./Replace.module.css";

const ICONS: Partial<Record<ReplaceEffectCode, IconName>> = { mounts: "disk", userData: "play" };

/** What will run, how long it is out of service, and what to look at. */
export function ReplaceSide({ state }: { state: Replacement }) {
  const { t } = useTranslation("replace");
  const overflow = useOverflow();
  const lines = useRunLines(state);
  const looks = useLooks(state);
  const notes = useNotes(state);
  const { draft } = state;
  const several = draft.instanceIds.length > 1;
  const out = !draft.startAfter ? t("side.outStays") : several ? t("side.outSeveral", { atOnce: draft.atOnce }) : t("side.outText");
  return (
    <aside {...overflow} className={styles.side} aria-label={t("side.label")}>
      <h3>{t(several ? "side.each" : "side.title")}</h3>
      <ol className={own.run}>
        {lines.map(({ id, title, text }, index) => (
          <li key={id}>
            <span aria-hidden="true">{index + 1}</span>
            <span>
              <b>{title}</b>
              {text}
            </span>
          </li>
        ))}
      </ol>
      <div className={own.out}>
        <h3>{t("side.out")}</h3>
        <p className="t12 muted">{out}</p>
      </div>
      {looks.length > 0 && (
        <div className={styles.ruled}>
          <h3>{t(several ? "side.lookSeveral" : "side.look")}</h3>
          <GuidanceList items={looks} />
        </div>
      )}
      {notes.length > 0 && (
        <div className={styles.part}>
          <h3>{t("side.known")}</h3>
          <GuidanceList items={notes} />
        </div>
      )}
    </aside>
  );
}

/** What is to be looked at afterwards; what several instances have is said once. */
function useLooks({ instances }: Replacement): Guidance[] {
  const words = useEffectWords();
  const effects = instances.flatMap((instance) => instance.effects.filter(({ fate }) => fate === "look"));
  const codes = new Map(effects.map((effect) => [effect.code, effect]));
  return [...codes.values()].map((effect) => {
    const { name, text } = words(effect);
    return { id: effect.code, icon: ICONS[effect.code] ?? "info", title: name, text };
  });
}

/** What the rules warn of and note. */
function useNotes({ notes }: Replacement): Guidance[] {
  const words = useFindingWords();
  return notes.map((finding) => ({
    id: `${finding.field} ${finding.code}`,
    ...findingMark(finding),
    ...words(finding),
  }));
}
