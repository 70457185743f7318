import { Callout } from "../components/Callout";
import { ChoiceList } from "../components/ChoiceList";
import { visibleText } from "../components/CloudText";
import { ProblemNote } from "../components/ProblemNote";
import { Select } from "../components/Select";
import { shortId } from "../components/shortId";
import type { InstanceRow } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import type { Launch } from "./useLaunch";
import own from "./MachineStep.module.css";

const nameOf = (row: InstanceRow) => visibleText(row.name || row.key.id);

/** As an instance that there is already, or as one chooses. Either fills the form in again. */
export function SourceChoice({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const { draft, start, before, refill, bringBack } = launch;
  const { like, instances } = start;
  const known = like && !instances.some((row) => row.key.id === like.key.id) ? [like, ...instances] : instances;
  const first = known[0];
  const fill = (id: string | null) => {
    if (id !== draft.like) refill.run(id);
  };
  return (
    <div>
      <ChoiceList
        label={t("machine.settings")}
        value={draft.like === null ? "own" : "like"}
        onChange={(value) => fill(value === "own" ? null : (first?.key.id ?? null))}
        choices={[
          {
            value: "like",
            label: t("source.like"),
            text: first ? t("source.likeText") : t("source.noInstance"),
            disabled: first === undefined,
            aside:
              draft.like === null ? undefined : (
                <div className={own.picker}>
                  <Select
                    size="large"
                    label={t("source.instance")}
                    value={draft.like}
                    onChange={fill}
                    options={known.map((row) => ({ value: row.key.id, label: nameOf(row), hint: shortId(row.key.id) }))}
                  />
                </div>
              ),
          },
          { value: "own", label: t("source.own"), aside: t("source.ownText") },
        ]}
      />
      {refill.problem && <ProblemNote problem={refill.problem} />}
      {before && !refill.busy && (
        <Callout>
          {like ? t("source.filledLike", { name: nameOf(like) }) : t("source.filledOwn")}{" "}
          <button type="button" className="link" onClick={bringBack}>
            {t("source.bringBack")}
          </button>
        </Callout>
      )}
    </div>
  );
}
