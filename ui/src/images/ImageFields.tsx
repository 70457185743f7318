import type { Account, ImageDetail } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { imageTone, imageWord } from "../components/imageStatus";
import { Status } from "../components/Status";
import { CommonFields, CreatedField } from "../details/CommonFields";
import { Field, Parts } from "../details/Field";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { useOpen } from "../useOpen";
import { useCheckWords } from "./CheckMark";

export interface ImageFieldsProps {
  detail: ImageDetail;
  account: Account | undefined;
}

/** The fields of an image that people ask for. */
export function ImageFields({ detail, account }: ImageFieldsProps) {
  const { t } = useTranslation("images");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const open = useOpen();
  const check = useCheckWords()(detail.row);
  const { row, newestInFamily, familyCount } = detail;
  const word = imageWord(row.status, common);
  const sizes = detail.disks.flatMap((disk) => (disk.sizeGib === null ? [] : [format.size(disk.sizeGib)]));
  return (
    <>
      <Field name={t("columns.status")}>
        <Status tone={imageTone(row.status)} percent={row.progress}>
          {row.progress !== null && imageTone(row.status) === "running" ? common("status.withPercent", { word, percent: format.percent(row.progress) }) : word}
        </Status>
      </Field>
      {check && (
        <Field name={t("columns.check")}>
          <button type="button" className="link" onClick={() => go({ page: "imageCheck", key: row.key })}>
            {check}
          </button>
        </Field>
      )}
      {row.family && (
        <Field name={t("columns.family")} copy={row.family}>
          <Parts>
            <CloudText text={row.family} />
            {detail.isLifecycleNewest ? (
              <span className="faint">{t("fields.newest", { count: familyCount, number: format.number(familyCount) })}</span>
            ) : (
              newestInFamily && (
                <button type="button" className="link" onClick={() => open.image(newestInFamily)}>
                  {t("fields.newerExists")}
                </button>
              )
            )}
          </Parts>
        </Field>
      )}
      <Field name={t("columns.os")} copy={row.os}>
        <Parts>
          <CloudText text={row.os || row.platform} />
          <span className="faint">{row.architecture}</span>
        </Parts>
      </Field>
      {sizes.length > 0 && <Field name={t("columns.disks")}>{format.list(sizes)}</Field>}
      {row.bootMode && <Field name={t("fields.bootMode")}>{row.bootMode}</Field>}
      {detail.features.length > 0 && <Field name={t("fields.features")}>{format.list(detail.features)}</Field>}
      <CreatedField name={t("fields.created")} at={row.createdAt} />
      <Field name={t("filters.encrypted")}>{common(row.encrypted ? "yes" : "no")}</Field>
      {detail.imageVersion && <Field name={t("fields.version")}>{detail.imageVersion}</Field>}
      <CommonFields account={account} regionId={row.key.regionId} resourceGroupId={detail.resourceGroupId} description={detail.description} tags={detail.tags} />
    </>
  );
}
