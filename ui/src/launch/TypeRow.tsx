import type { InstanceRow, LaunchDraft, TypeChoice, ZoneChoice } from "../backend/bindings/types";
import { Badge } from "../components/Badge";
import { visibleText } from "../components/CloudText";
import { Skeleton } from "../components/Skeleton";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { STOCK_TONES, stockIn, zoneLetter } from "./machine";
import { usePriceWords } from "./usePriceWords";
import type { PriceOf } from "./useTypePrices";
import own from "./TypeMatrix.module.css";

interface Props {
  type: TypeChoice;
  zones: readonly ZoneChoice[];
  price: PriceOf;
  draft: LaunchDraft;
  like: InstanceRow | null;
  onPick: (zoneId: string) => void;
}

/** One instance type: its figures, its price, and a cell for each zone. */
export function TypeRow({ type, zones, price, draft, like, onPick }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const { amount, unknown } = usePriceWords();
  const priceCell = () => {
    if (price === "asking") return <Skeleton width={36} />;
    if (price === null) return <span className="faint">–</span>;
    if (price.hourly !== null) return amount(price.hourly);
    const reason = price.problem ? unknown(price.problem) : t("price.unknown");
    return (
      <span className="faint" data-tip={reason}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">{reason}</span>
      </span>
    );
  };
  return (
    <tr>
      <th scope="row">
        <span className={own.type}>
          <span className="medium">{type.id}</span>
          {like?.instanceType === type.id && <Badge>{t("as", { name: visibleText(like.name || like.key.id) })}</Badge>}
        </span>
      </th>
      <td className={own.number}>{format.number(type.cpu)}</td>
      <td className={own.number}>{format.number(type.memoryGib)}</td>
      <td className={own.price}>{priceCell()}</td>
      {zones.map((zone) => {
        const stock = stockIn(type, zone.id);
        const word = t(stock === null ? "stock.notSold" : `stock.${stock}`);
        const noVSwitch = zone.vSwitches === 0;
        const isChosen = draft.instanceType === type.id && draft.zoneId === zone.id;
        return (
          <td key={zone.id}>
            {stock === null ? (
              <span className={own.cell} data-faint="">
                <span aria-hidden="true">–</span>
                <span className="sr-only">{word}</span>
              </span>
            ) : (
              <label className={own.cell} data-chosen={isChosen || undefined} data-faint={noVSwitch || stock === "soldOut" || undefined} data-tip={noVSwitch ? t("matrix.needsVSwitch", { zone: zone.id }) : undefined}>
                <input
                  type="radio"
                  className="sr-only"
                  name="launch-type"
                  checked={isChosen}
                  disabled={(noVSwitch || stock === "soldOut") && !isChosen}
                  aria-label={t(noVSwitch ? "matrix.cellNoVSwitch" : "matrix.cell", { type: type.id, zone: zoneLetter(zone.id, draft.regionId), stock: word })}
                  onChange={() => onPick(zone.id)}
                />
                <Status tone={STOCK_TONES[stock]}>{word}</Status>
              </label>
            )}
          </td>
        );
      })}
    </tr>
  );
}
