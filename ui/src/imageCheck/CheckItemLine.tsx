import type { ReportedItem } from "../backend/bindings/types";
import { CloudText, visibleText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import { StatusShape, type Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { useItemWords } from "./itemWords";
import styles from "./Check.module.css";

export interface ItemLineProps {
  item: ReportedItem;
  tone: Tone;
  selected: boolean;
  onSelect: () => void;
}

/** A risk: its name, the API's name for it, and what breaks. */
export function CheckItemLine({ item, tone, selected, onSelect }: ItemLineProps) {
  const { t } = useTranslation("imageCheck");
  const words = useItemWords()(item);
  const { name, riskCode } = item.told;
  return (
    <button type="button" className={styles.item} aria-current={selected || undefined} onClick={onSelect}>
      <StatusShape tone={tone} />
      <span className={styles.names}>
        <span className="medium trunc" data-tip={visibleText(words.name)} data-tip-cut="">
          <CloudText text={words.name} />
        </span>
        {(item.item !== null || riskCode !== null) && (
          <span className={`${styles.apiName} mono trunc`} data-tip={visibleText(item.item === null ? (riskCode ?? "") : name)} data-tip-cut="">
            <CloudText text={item.item === null ? (riskCode ?? "") : name} />
          </span>
        )}
      </span>
      <span className="muted">{item.item === null ? t("unknown.found") : words.breaks}</span>
      <Icon name="chevronRight" size="small" />
    </button>
  );
}

/** An item without a risk. */
export function PassedItem({ item, tone, selected, onSelect }: ItemLineProps) {
  const { name } = useItemWords()(item);
  return (
    <button type="button" className={styles.pass} aria-current={selected || undefined} onClick={onSelect}>
      <StatusShape tone={tone} />
      <span className="trunc" data-tip={visibleText(name)} data-tip-cut="">
        <CloudText text={name} />
      </span>
    </button>
  );
}

/** A fact that was read. */
export function ReadItem({ item, selected, onSelect }: ItemLineProps) {
  const { name } = useItemWords()(item);
  const { value } = item.told;
  return (
    <button type="button" className={styles.fact} aria-current={selected || undefined} onClick={onSelect}>
      <span className="faint">{name}</span>
      <span className="trunc" data-tip={visibleText(value)} data-tip-cut="">
        <CloudText text={value || "–"} />
      </span>
    </button>
  );
}
