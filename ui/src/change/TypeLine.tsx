import type { Stock } from "../backend/bindings/types";
import { Badge } from "../components/Badge";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { STOCK_TONES, type Figures } from "../launch/machine";
import own from "./Change.module.css";

interface Props extends Figures {
  /** `InstanceType`. */
  id: string;
  /** `null` for the type that it has now. */
  stock: Stock | null;
  checked: boolean;
  onPick: () => void;
}

/** One instance type: its figures, and whether the zone has it. */
export function TypeLine({ id, cpu, memoryGib, stock, checked, onPick }: Props) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? "–" : format.number(value));
  const word = stock === null ? t("type.runsHere") : launch(`stock.${stock}`);
  const said = [id, cpu === null ? "" : launch("matrix.cpus", { count: cpu, number: format.number(cpu) }), memoryGib === null ? "" : format.size(memoryGib), word];
  const soldOut = stock === "soldOut" && !checked;
  return (
    <label className={`${own.row} ${own.types}`} data-chosen={(checked && stock !== null) || undefined} data-now={stock === null || undefined} data-out={soldOut || undefined}>
      <input type="radio" name="change-type" checked={checked} disabled={soldOut} aria-label={format.list(said.filter((each) => each !== ""))} onChange={onPick} />
      <span className={own.type}>
        <span className={checked && stock !== null ? "medium" : undefined}>{id}</span>
        {stock === null && <Badge>{t("type.now")}</Badge>}
      </span>
      <span className={own.number}>{figure(cpu)}</span>
      <span className={own.number}>{figure(memoryGib)}</span>
      <span />
      <Status tone={stock === null ? "good" : STOCK_TONES[stock]}>{word}</Status>
    </label>
  );
}
