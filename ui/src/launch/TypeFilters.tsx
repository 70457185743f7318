import { Select } from "../components/Select";
import { TextField } from "../components/TextField";
import { Icon } from "../components/Icon";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { figures, type Figures, type TypeFilter } from "./machine";
import own from "./TypeMatrix.module.css";

interface Props {
  types: readonly Figures[];
  filter: TypeFilter;
  onChange: (filter: TypeFilter) => void;
}

/** Narrows the types by their name, vCPUs and memory. */
export function TypeFilters({ types, filter, onChange }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const select = (label: string, any: string, value: number | null, of: keyof Figures, words: (figure: number) => string, set: (value: number | null) => void) => (
    <div className={own.figure}>
      <Select
        label={label}
        value={value === null ? "" : String(value)}
        options={[{ value: "", label: any }, ...figures(types, of).map((figure) => ({ value: String(figure), label: words(figure) }))]}
        onChange={(next) => set(next === "" ? null : Number(next))}
      />
    </div>
  );
  return (
    <>
      <div className={own.search}>
        <TextField
          label={t("matrix.search")}
          labelHidden
          type="search"
          placeholder={t("matrix.search")}
          leading={<Icon name="search" size="small" />}
          value={filter.text}
          onChange={(text) => onChange({ ...filter, text })}
        />
      </div>
      {select(t("matrix.cpu"), t("matrix.anyCpu"), filter.cpu, "cpu", (cpu) => t("matrix.cpus", { count: cpu, number: format.number(cpu) }), (cpu) => onChange({ ...filter, cpu }))}
      {select(t("matrix.memoryFilter"), t("matrix.anyMemory"), filter.memory, "memoryGib", format.size, (memory) => onChange({ ...filter, memory }))}
    </>
  );
}
