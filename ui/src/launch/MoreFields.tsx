import { Checkbox } from "../components/Checkbox";
import { CloudText } from "../components/CloudText";
import { DefinitionList } from "../components/DefinitionList";
import { FieldNote } from "../components/FieldNote";
import { MOST_TAGS, TagEditor } from "../components/TagEditor";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import own from "./DisksStep.module.css";

interface Props {
  launch: Launch;
  like: string | null;
}

/** Tags, role, description, user data, and what else is taken over from the instance. */
export function MoreFields({ launch, like }: Props) {
  const { t } = useTranslation("launch");
  const error = useFieldErrors(launch);
  const { draft, change } = launch;
  return (
    <section className={own.more} aria-labelledby="launch-more">
      <h2 id="launch-more">{t("more.title")}</h2>
      <div role="group" aria-labelledby="launch-tags">
        <div className={own.label}>
          <span id="launch-tags" className="medium">
            {t("more.tags")}
          </span>
          <span className="faint">{t("more.tagsText")}</span>
        </div>
        <TagEditor tags={draft.tags} errorOf={(index, part) => error(`tags.${index}.${part}`, ...(part === "key" ? [`tags.${index}`] : []))} onChange={(tags) => change({ tags })} />
        <FieldNote id="launch-tags-note" error={error("tags")} hint={t("more.tagCount", { count: draft.tags.length, max: MOST_TAGS })} />
      </div>
      <TextField label={t("more.role")} aside={t("more.optional")} value={draft.ramRole} error={error("ramRole")} hint={t("more.roleHint")} onChange={(ramRole) => change({ ramRole })} />
      <TextField label={t("more.description")} aside={t("more.optional")} value={draft.description} error={error("description")} onChange={(description) => change({ description })} />
      <TextField
        mono
        label={t("more.group")}
        aside={t("more.optional")}
        value={draft.resourceGroupId}
        error={error("resourceGroupId")}
        hint={t("more.groupHint")}
        onChange={(resourceGroupId) => change({ resourceGroupId })}
      />
      {like !== null && (
        <div>
          <label className={own.check}>
            <Checkbox checked={draft.userData} onChange={(event) => change({ userData: event.target.checked })} />
            {t("more.userData", { name: like })}
          </label>
          <FieldNote id="launch-user-data-note" error={error("userData")} hint={t("more.userDataText")} />
        </div>
      )}
      <div>
        <label className={own.check}>
          <Checkbox checked={draft.deletionProtection} onChange={(event) => change({ deletionProtection: event.target.checked })} />
          {t("more.protection")}
        </label>
        <FieldNote id="launch-protection-note" error={error("deletionProtection")} hint={t("more.protectionText")} />
      </div>
      {draft.settings.length > 0 && (
        <div className={own.settings}>
          <div className={own.label}>
            <span className="medium">{t("more.settings")}</span>
            <span className="faint">{t("more.settingsText")}</span>
          </div>
          <DefinitionList wide items={draft.settings.map(({ name, value }) => ({ term: name, value: <span className="mono selectable"><CloudText text={value} /></span> }))} />
          <FieldNote id="launch-settings-note" error={error("settings", ...draft.settings.map((_, index) => `settings.${index}`))} />
        </div>
      )}
    </section>
  );
}
