import { useRef, useState } from "react";
import type { CopyTarget } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { IconButton } from "../components/IconButton";
import { Select } from "../components/Select";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { RegionPicker } from "../image/RegionPicker";
import type { Encryption } from "../spread/copies";
import type { RecipeFields } from "./RecipeDialog";
import styles from "./Recipes.module.css";

interface Props {
  fields: RecipeFields;
  /** What the copies would be called now. */
  previews: readonly string[];
}

/** What a new copy is called: as the image is. */
const SAME_NAME = "{name}";

const encryptionOf = ({ encryption }: CopyTarget): Encryption => (!encryption ? "none" : encryption.kmsKeyId === "" ? "service" : "key");

/** The regions that the image is copied to: names and encryption of the copies. */
export function RecipeCopies({ fields: { recipe, change, errorAt }, previews }: Props) {
  const { t } = useTranslation(["recipes", "image", "spread"]);
  const [picking, setPicking] = useState(false);
  // A key that is still to be typed.
  const [keyed, setKeyed] = useState<readonly string[]>([]);
  const button = useRef<HTMLButtonElement>(null);
  const { copyTo } = recipe;
  const put = (at: number, more: Partial<CopyTarget>) => change({ copyTo: copyTo.map((copy, index) => (index === at ? { ...copy, ...more } : copy)) });
  const encrypt = (at: number, regionId: string, next: Encryption) => {
    setKeyed(next === "key" ? [...keyed, regionId] : keyed.filter((other) => other !== regionId));
    put(at, { encryption: next === "none" ? null : { kmsKeyId: "" } });
  };
  const pick = (regionIds: readonly string[]) => {
    setPicking(false);
    change({ copyTo: regionIds.map((regionId) => copyTo.find((copy) => copy.regionId === regionId) ?? { regionId, name: SAME_NAME }) });
  };
  return (
    <div>
      <ul className={styles.copies}>
        {copyTo.map((copy, index) => {
          const { regionId } = copy;
          const encryption = copy.encryption && keyed.includes(regionId) ? "key" : encryptionOf(copy);
          const preview = previews[index];
          return (
            <li key={`${regionId} ${index}`} className={styles.copy}>
              <span className={styles.where}>
                <span className="medium trunc">
                  <CloudText text={regionId} />
                </span>
              </span>
              <TextField
                label={t("image:then.copyName", { region: regionId })}
                labelHidden
                mono
                value={copy.name}
                onChange={(name) => put(index, { name })}
                hint={preview ? <CloudText text={t("editor.copyNow", { name: preview })} /> : undefined}
                error={errorAt(`copyTo.${index}.name`, `copyTo.${index}.regionId`)}
              />
              <div>
                <Select
                  label={t("editor.encryptionIn", { region: regionId })}
                  size="large"
                  value={encryption}
                  options={(["none", "service", "key"] as const).map((value) => ({ value, label: t(`spread:encryption.${value === "key" ? "type" : value}`) }))}
                  onChange={(next) => encrypt(index, regionId, next)}
                />
                {encryption === "key" && (
                  <div className={styles.key}>
                    <TextField
                      label={t("editor.keyIn", { region: regionId })}
                      labelHidden
                      mono
                      placeholder={t("editor.key")}
                      value={copy.encryption?.kmsKeyId ?? ""}
                      onChange={(kmsKeyId) => put(index, { encryption: { kmsKeyId } })}
                      error={copy.encryption?.kmsKeyId.trim() === "" ? t("spread:copy.keyMissing", { region: regionId }) : errorAt(`copyTo.${index}.kmsKeyId`)}
                    />
                  </div>
                )}
              </div>
              <IconButton
                icon="close"
                label={t("image:then.removeCopy", { region: regionId })}
                onClick={() => {
                  change({ copyTo: copyTo.filter((_, at) => at !== index) });
                  button.current?.focus();
                }}
              />
            </li>
          );
        })}
      </ul>
      <p className="muted t12">{t(copyTo.length === 0 ? "editor.noCopies" : "editor.copyHint")}</p>
      <div className={styles.below}>
        <Button ref={button} icon="plus" onClick={() => setPicking(true)}>
          {t("image:then.addRegions")}
        </Button>
      </div>
      {picking && <RegionPicker draft={recipe} onClose={() => setPicking(false)} onPick={pick} />}
    </div>
  );
}
