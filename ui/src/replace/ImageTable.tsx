import { useId, useState } from "react";
import { Button } from "../components/Button";
import { visibleText } from "../components/CloudText";
import { EmptyState } from "../components/EmptyState";
import { FieldNote } from "../components/FieldNote";
import { Icon } from "../components/Icon";
import { Select } from "../components/Select";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { ImageLine } from "./ImageLine";
import { inOrder, isOpen, matching, type Source } from "./images";
import type { Replacement } from "./useReplace";
import own from "./ImageTable.module.css";

/** So many images more are shown at a time. */
const PAGE = 6;

const SOURCES: readonly Source[] = ["all", "self", "shared"];

/** The images of the region: what can be picked, and what is against the others. */
export function ImageTable({ state }: { state: Replacement }) {
  const { t } = useTranslation("replace");
  const format = useFormat();
  const name = useId();
  const [search, setSearch] = useState("");
  const [source, setSource] = useState<Source>("all");
  const [most, setMost] = useState(PAGE);
  const { start, draft, image, instances } = state;
  const proposed = start.draft.imageId;
  const found = inOrder(matching(start.images, search, source), proposed);
  const page = found.slice(0, most);
  // What is picked stays in sight.
  const shown = image && found.includes(image) && !page.includes(image) ? [...page, image] : page;
  const refused = start.images.find((each) => each.row.key.id === proposed && !isOpen(each));
  const one = instances.length === 1 ? instances[0] : undefined;
  const narrow = (next: { search?: string; source?: Source }) => {
    setSearch(next.search ?? search);
    setSource(next.source ?? source);
    setMost(PAGE);
  };
  const hint = refused && draft.imageId === "" ? t("image.wanted", { name: visibleText(refused.row.name || proposed) }) : draft.imageId !== "" && !image ? t("image.elsewhere", { id: visibleText(draft.imageId) }) : undefined;
  return (
    <section aria-labelledby="images-title">
      <div className={own.bar}>
        <h2 id="images-title">{t("image.title")}</h2>
        <span className="t12 faint">{t("image.count", { fitting: format.number(start.images.filter(isOpen).length), all: format.number(start.images.length) })}</span>
        <span className="grow" />
        <div className={own.source}>
          <Select label={t("image.source")} value={source} options={SOURCES.map((value) => ({ value, label: t(`image.sources.${value}`) }))} onChange={(next) => narrow({ source: next })} />
        </div>
        <div className={own.search}>
          <TextField
            label={t("image.search")}
            labelHidden
            type="search"
            leading={<Icon name="search" size="small" className={own.glass} />}
            placeholder={t("image.searchPlaceholder")}
            value={search}
            onChange={(next) => narrow({ search: next })}
          />
        </div>
      </div>
      <div className={own.frame}>
        <div className={own.head} aria-hidden="true">
          <span />
          <span>{t("image.name")}</span>
          <span>{t("image.os")}</span>
          <span className={own.number}>{t("image.size")}</span>
          <span className={own.number}>{t("image.age")}</span>
          <span className="trunc">{one?.systemSizeGib ? t("image.fitsOne", { type: one.row.instanceType, size: format.size(one.systemSizeGib) }) : t("image.fits")}</span>
        </div>
        <div role="radiogroup" aria-label={t("image.label")} aria-describedby="images-note">
          {shown.map((each) => (
            <ImageLine key={each.row.key.id} image={each} name={name} state={state} />
          ))}
        </div>
        {found.length === 0 && (
          <EmptyState title={t(start.images.length === 0 ? "image.none" : "image.noMatch")}>
            {start.images.length > 0 && <Button onClick={() => narrow({ search: "", source: "all" })}>{t("image.clear")}</Button>}
          </EmptyState>
        )}
        {found.length > most && (
          <div className={own.foot}>
            <button type="button" className="link" onClick={() => setMost(most + PAGE * 2)}>
              {t("image.showMore", { count: Math.min(PAGE * 2, found.length - most) })}
            </button>
          </div>
        )}
      </div>
      <FieldNote id="images-note" error={draft.imageId === "" ? (state.asked ? t("image.pick") : undefined) : state.errorAt("imageId")} hint={hint} />
    </section>
  );
}
