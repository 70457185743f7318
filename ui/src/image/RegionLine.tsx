import type { AccountRegion } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { useTranslation } from "../i18n/useTranslation";
import { useRegionName } from "./regionName";
import own from "./ThenPart.module.css";

interface Props {
  region: AccountRegion;
  checked: boolean;
  /** The image itself is made here. */
  source: boolean;
  onToggle: () => void;
}

/** One region that can be picked. */
export function RegionLine({ region, checked, source, onToggle }: Props) {
  const { t } = useTranslation("image");
  const localName = useRegionName();
  return (
    <li>
      <label className={own.line} data-out={source || undefined}>
        <Checkbox checked={checked && !source} disabled={source} onChange={onToggle} />
        <span className={own.names}>
          <span className="medium">{region.regionId}</span>
          <span className="faint">{localName(region)}</span>
        </span>
        {source && <span className="faint">{t("then.ownRegion")}</span>}
      </label>
    </li>
  );
}
