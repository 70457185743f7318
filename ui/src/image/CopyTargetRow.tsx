import type { AccountRegion, CopyTarget } from "../backend/bindings/types";
import { IconButton } from "../components/IconButton";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { NameHint } from "./NameHint";
import { useRegionName } from "./regionName";
import type { NameState } from "./useNameChecks";
import own from "./ThenPart.module.css";

interface Props {
  target: CopyTarget;
  region: AccountRegion | undefined;
  check: NameState | undefined;
  error: string | undefined;
  onName: (name: string) => void;
  onRemove: () => void;
}

/** One region of the copies: where, and what the copy is called there. */
export function CopyTargetRow({ target, region, check, error, onName, onRemove }: Props) {
  const { t } = useTranslation("image");
  const localName = useRegionName();
  const { regionId, name } = target;
  const taken = check?.answer?.state === "taken" ? t("image.nameTaken", { region: regionId, imageId: check.answer.imageId }) : undefined;
  return (
    <li className={own.copy}>
      <span className={own.region}>
        <span className="medium trunc">{regionId}</span>
        {region && <span className="faint trunc">{localName(region)}</span>}
      </span>
      <TextField
        label={t("then.copyName", { region: regionId })}
        labelHidden
        value={name}
        onChange={onName}
        error={error ?? taken}
        hint={check && <NameHint check={check} region={regionId} />}
      />
      <IconButton icon="close" label={t("then.removeCopy", { region: regionId })} onClick={onRemove} />
    </li>
  );
}
