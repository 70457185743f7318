import type { ReplaceEffect, ReplaceInstance } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { StatusShape, type Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { nameOf } from "./names";
import { useCategoryWords, useEffectWords } from "./useEffectWords";
import type { Replacement } from "./useReplace";
import own from "./Replace.module.css";

/** What is gone, or comes back in part: manual snapshots stay, but they no longer roll this disk back. */
const isLost = ({ code, fate }: ReplaceEffect) => fate === "lost" || fate === "setAgain" || code === "manualSnapshots";
const toneOf = ({ fate }: ReplaceEffect): Tone => (fate === "lost" ? "bad" : "warning");

/** What becomes of what an instance has; of several, each for itself. */
export function FatePart({ state: { instances } }: { state: Replacement }) {
  const { t } = useTranslation("replace");
  const [first] = instances;
  if (!first) return null;
  return (
    <section className={own.part} aria-labelledby="fate-title">
      <h2 id="fate-title">{t("fate.title")}</h2>
      {instances.length === 1 ? (
        <Fates instance={first} />
      ) : (
        instances.map((instance) => (
          <details key={instance.row.key.id} className={own.each} open={instance === first}>
            <summary>
              <CloudText text={nameOf(instance)} />
            </summary>
            <Fates instance={instance} />
          </details>
        ))
      )}
    </section>
  );
}

function Fates({ instance }: { instance: ReplaceInstance }) {
  const { t } = useTranslation("replace");
  const words = useEffectWords();
  const category = useCategoryWords();
  const { effects } = instance;
  const lost = effects.filter(isLost);
  const stays = effects.filter((effect) => effect.fate === "stays" && !isLost(effect));
  return (
    <div className={own.fates}>
      <div>
        <h3>{t("fate.lostTitle")}</h3>
        <ul>
          {lost.map((effect) => (
            <Line key={effect.code} tone={toneOf(effect)} {...words(effect)} />
          ))}
        </ul>
      </div>
      <div>
        <h3>{t("fate.staysTitle")}</h3>
        <ul>
          {stays.map((effect) => (
            <Line key={effect.code} tone="good" {...words(effect)} />
          ))}
          {instance.category && <Line tone="good" name={category(instance)} text={t("effect.category")} />}
        </ul>
      </div>
    </div>
  );
}

function Line({ tone, name, text }: { tone: Tone; name: string; text: string }) {
  const { t } = useTranslation("replace");
  return (
    <li>
      <StatusShape tone={tone} />
      <span>
        <b>{t("effect.named", { name })}</b>
        {text}
      </span>
    </li>
  );
}
