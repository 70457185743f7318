import { CloudText } from "../components/CloudText";
import { imageTone, imageWord } from "../components/imageStatus";
import { DefinitionList } from "../components/DefinitionList";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFormat } from "../format/useFormat";
import type { Launch } from "./useLaunch";
import own from "./ImageStep.module.css";

/** Which image the instances are made of, and the disks that it holds. */
export function ImageStep({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const { image } = launch.start;
  const disks = launch.start.draft.disks.filter((disk) => disk.ofImage);
  return (
    <>
      <h2>{t("image.title")}</h2>
      <p className={styles.lead}>{t("image.text")}</p>
      <div className={own.facts}>
        <DefinitionList
          wide
          items={[
            { term: t("image.name"), value: <CloudText text={image.name || image.key.id} /> },
            { term: t("image.id"), value: <span className="mono selectable">{image.key.id}</span> },
            { term: t("image.status"), value: <Status tone={imageTone(image.status)}>{imageWord(image.status, common)}</Status> },
            { term: t("image.os"), value: image.os || image.platform || null },
            { term: t("image.architecture"), value: image.architecture || null },
            { term: t("image.bootMode"), value: image.bootMode || null },
            { term: t("image.created"), value: format.dateTime(image.createdAt) },
            { term: t("image.encrypted"), value: common(image.encrypted ? "yes" : "no") },
          ]}
        />
      </div>
      <h2 className={own.second}>{t("image.disks", { count: disks.length })}</h2>
      <ul className={own.disks}>
        {disks.map((disk) => (
          <li key={disk.device}>
            <DiskTypeIcon diskType={disk.system ? "system" : "data"} />
            <span className="medium">{t(disk.system ? "disks.system" : "disks.data")}</span>
            <span className="mono faint">{disk.device}</span>
            <span className={own.size}>{format.size(disk.imageGib)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
