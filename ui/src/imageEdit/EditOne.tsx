import { useMemo, useState } from "react";
import type { ResourceKey } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { NameHint } from "../image/NameHint";
import { useNameChecks } from "../image/useNameChecks";
import { ImageFindings } from "../spread/ImageFindings";
import { countOf, orderOf, tagsOf, type Typed } from "./changes";
import { EditFrame } from "./EditFrame";
import { HardwarePart } from "./HardwarePart";
import { MOST_TAGS, TagsPart } from "./TagsPart";
import { unchanged, useEditCheck, useEditStart } from "./useImageEdit";
import { useFamilyHint } from "./useFamilyHint";
import styles from "./Edit.module.css";

interface Props {
  image: ResourceKey;
  onClose: () => void;
}

/** Every field of an image with what it is now. What somebody else changes meanwhile is told at its field and not overwritten. */
export function EditOne({ image, onClose }: Props) {
  const { t } = useTranslation(["imageEdit", "image"]);
  const keys = useMemo(() => [image], [image]);
  const start = useEditStart(keys);
  const [typed, setTyped] = useState<Typed>({});
  const source = start.data?.images[0];
  const order = source ? orderOf(image, source.values, typed) : unchanged(keys);
  const changes = countOf(order);
  const check = useEditCheck(order, changes > 0);
  const { at, findings } = check;
  const good = order.name !== null && findings !== undefined && at("name") === undefined;
  const [named] = useNameChecks(image.accountId, [{ regionId: image.regionId, name: order.name ?? "", good }]).states;
  const familyHint = useFamilyHint(start.data, image);
  const change = (next: Typed) => setTyped({ ...typed, ...next });
  const values = source && { ...source.values, ...typed, tags: tagsOf(source.values, typed) };
  const taken = named?.answer?.state === "taken" ? t("image:image.nameTaken", { region: image.regionId, imageId: named.answer.imageId }) : undefined;
  const overtaken = findings?.some((finding) => finding.code === "changedMeanwhile") === true;
  const whole = source?.findings.filter((finding) => finding.field === "image") ?? [];
  return (
    <EditFrame
      images={keys}
      name={source?.values.name ?? ""}
      start={start}
      order={order}
      check={check}
      nothing={changes === 0 ? t("edit.nothing") : taken}
      title={t("edit.title", { name: source?.values.name || image.id })}
      text={t("edit.text", { region: image.regionId })}
      loading={t("edit.loading")}
      note={t("edit.changes", { count: changes })}
      button={t("edit.button", { count: 1 })}
      onClose={onClose}
    >
      {source && whole.length > 0 ? (
        <ImageFindings images={[{ key: image, name: source.values.name, findings: whole }]} />
      ) : (
        source &&
        values && (
          <div className={styles.form}>
            <TextField
              label={t("image:image.name")}
              value={values.name}
              onChange={(name) => change({ name })}
              error={at("name") ?? taken}
              hint={named && order.name !== null && <NameHint check={named} region={image.regionId} />}
            />
            <TextField label={t("image:image.description")} value={values.description} onChange={(description) => change({ description })} error={at("description")} />
            <TextField
              label={t("image:image.family")}
              value={values.family}
              onChange={(family) => change({ family })}
              error={at("family")}
              hint={at("family", "note") ?? familyHint(order.family !== null)}
            />
            <TagsPart tags={values.tags} kept={source.keptTags} hint={t("edit.tagCount", { count: values.tags.length, max: MOST_TAGS })} check={check} onChange={(tags) => change({ tags, tagsSeen: source.values.tags })} />
            <div>
              <div className={styles.label}>{t("edit.group")}</div>
              <div className="selectable">{source.resourceGroupId === "" ? t("edit.groupDefault") : <span className="mono">{source.resourceGroupId}</span>}</div>
              <p className={styles.note}>{t("edit.groupStays")}</p>
            </div>
            <HardwarePart source={source} values={values} check={check} onChange={change} />
            {overtaken && (
              <div>
                <Button icon="refresh" onClick={() => void start.refetch()}>
                  {t("edit.again")}
                </Button>
              </div>
            )}
          </div>
        )
      )}
    </EditFrame>
  );
}
