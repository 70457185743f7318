import { visibleText } from "../components/CloudText";
import { DefinitionList } from "../components/DefinitionList";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFormat } from "../format/useFormat";
import { totalGib } from "./disks";
import { usePriceWords } from "./usePriceWords";
import type { Launch } from "./useLaunch";
import own from "./SoFar.module.css";

/** What the form comes to, and what it costs. */
export function SoFar({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const { draft, start, step } = launch;
  const sizes = draft.disks.map((disk) => format.number(disk.sizeGib)).join(t("review.comma"));
  const all = draft.count * draft.disks.length;
  return (
    <div className={styles.ruled}>
      <h3>{t("soFar.title")}</h3>
      <DefinitionList
        items={[
          { term: t("soFar.image"), value: step === "disks" ? null : visibleText(start.image.name || start.image.key.id) },
          { term: t("soFar.instances"), value: draft.instanceType ? t("soFar.count", { number: format.number(draft.count), type: draft.instanceType }) : format.number(draft.count) },
          { term: t("soFar.zone"), value: step === "disks" ? null : draft.zoneId || t("soFar.noZone") },
          step === "disks"
            ? { term: t("soFar.disks"), value: t("soFar.allDisks", { number: format.number(all), size: format.size(totalGib(draft)) }) }
            : { term: t("soFar.disksOfEach"), value: t("soFar.sizes", { sizes }) },
        ]}
      />
      <Price launch={launch} />
    </div>
  );
}

function Price({ launch: { draft, price } }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const { amount, span, unknown } = usePriceWords();
  const format = useFormat();
  if (price.problem) return <p className={own.note}>{unknown(price.problem)}</p>;
  if (!price.data) return price.asking ? <div className={own.waiting}><Skeleton width={140} /></div> : <p className={own.note}>{t("soFar.noPrice")}</p>;
  const { currency, total, parts } = price.data;
  const named = parts.filter((part) => part.price > 0).map((part) => t("soFar.part", { name: partName(part.resource, t), amount: amount(part.price) }));
  return (
    <>
      <p className={own.big}>
        {t("price.money", { currency, amount: amount(total) })}
        <small>{t("soFar.span", { span: span(price.data), count: draft.count, number: format.number(draft.count) })}</small>
      </p>
      <p className={own.note}>
        {named.length > 0 && t("soFar.parts", { parts: format.list(named) })} {t("soFar.notIncluded")}
      </p>
    </>
  );
}

const PARTS = ["instanceType", "systemDisk", "dataDisk", "bandwidth"] as const;

/** The word for a part of a price; one that is not known keeps the cloud's own. */
export function partName(resource: string, t: (key: `price.part.${(typeof PARTS)[number]}`) => string): string {
  const known = PARTS.find((each) => each === resource);
  return known ? t(`price.part.${known}`) : resource;
}
