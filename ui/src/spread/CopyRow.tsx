import { useId } from "react";
import type { AccountRegion } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { CloudText, visibleText } from "../components/CloudText";
import { TextField } from "../components/TextField";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { NameHint } from "../image/NameHint";
import { useRegionName } from "../image/regionName";
import { CopyQueue } from "./CopyQueue";
import { copyKey, errorAt, placeOf } from "./copies";
import { EncryptionField } from "./EncryptionField";
import { ThereNow } from "./ThereNow";
import type { CopyState } from "./useCopy";
import styles from "./Spread.module.css";

/** One region: what it has of the images, and what the copies there are to be. */
export function CopyRow({ region, state }: { region: AccountRegion; state: CopyState }) {
  const { t } = useTranslation(["spread", "image"]);
  const localName = useRegionName();
  const words = useFindingWords();
  const id = useId();
  const { regionId } = region;
  const { images, known, choices, choose, copies, findings } = state;
  const choice = choices[regionId];
  const lines = images.map((source) => ({ source, place: placeOf(source, regionId, known.get(regionId)) }));
  const free = lines.filter(({ place }) => place.kind === "free");
  const mine = copies.flatMap((copy, index) => (copy.regionId === regionId ? [{ copy, index }] : []));
  const named = lines.filter(({ place }) => place.kind === "sameName");
  const isOut = free.length + named.length === 0;
  // One image alone is copied anyway by choosing the region.
  const only = images.length === 1 ? named[0] : undefined;
  const encrypted = [...free, ...named].some(({ source }) => source.encrypted);
  const error = (field: string) => {
    const found = mine.map(({ index }) => errorAt(findings, `copies.${index}.${field}`)).find((each) => each !== undefined);
    return found && words(found).text;
  };
  const wrong = error("regionId") ?? error("encrypted");
  return (
    <div role="row" className={styles.row} data-out={isOut || undefined}>
      <span role="cell" className={styles.box}>
        <Checkbox
          aria-labelledby={id}
          checked={mine.length > 0}
          disabled={free.length === 0 && !only}
          onChange={() => (only ? state.toggleAnyway(only.source.key.id, regionId) : state.toggle(regionId))}
        />
      </span>
      <span role="cell" id={id} className={styles.two}>
        <span className="medium trunc">{regionId}</span>
        <span className="faint trunc">{localName(region)}</span>
      </span>
      <span role="cell" className={styles.two}>
        {lines.map(({ source, place }) => (
          <span key={source.key.id} className={styles.there}>
            {images.length > 1 && (
              <span className="faint trunc">
                <CloudText text={source.name || source.key.id} />
              </span>
            )}
            <ThereNow place={place} source={source} />
            {images.length > 1 && place.kind === "sameName" && (
              <label className={styles.anyway}>
                <Checkbox
                  aria-label={visibleText(t("copy.anywayOf", { name: source.name || source.key.id, region: regionId }))}
                  checked={state.anyway.has(copyKey(source.key.id, regionId))}
                  onChange={() => state.toggleAnyway(source.key.id, regionId)}
                />
                {t("copy.anyway")}
              </label>
            )}
          </span>
        ))}
      </span>
      <span role="cell" className={styles.fields}>
        {mine.map(({ copy, index }) => {
          const check = state.names[index];
          const at = errorAt(findings, `copies.${index}.name`);
          const taken = check?.answer?.state === "taken" ? t("image:image.nameTaken", { region: regionId, imageId: check.answer.imageId }) : undefined;
          const source = images.find((each) => each.key.id === copy.image.id);
          return (
            <TextField
              key={copy.image.id}
              label={images.length > 1 ? t("copy.nameOf", { name: source?.name || copy.image.id, region: regionId }) : t("copy.nameIn", { region: regionId })}
              labelHidden
              value={copy.name}
              onChange={(name) => state.rename(copy, name)}
              error={at ? words(at).text : taken}
              hint={check && (check.asking || check.answer?.state === "unknown") ? <NameHint check={check} region={regionId} /> : undefined}
            />
          );
        })}
      </span>
      <span role="cell" className={styles.fields}>
        {choice && mine.length > 0 && (
          <EncryptionField
            accountId={state.accountId}
            regionId={regionId}
            encrypted={encrypted}
            choice={choice}
            onChange={(next) => choose(regionId, next)}
            error={wrong}
            keyError={error("kmsKeyId")}
          />
        )}
      </span>
      <span role="cell">{!isOut ? <CopyQueue region={known.get(regionId)} /> : <span className="faint">–</span>}</span>
    </div>
  );
}
