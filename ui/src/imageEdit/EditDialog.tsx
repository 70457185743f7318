import type { ResourceKey } from "../backend/bindings/types";
import { EditOne } from "./EditOne";
import { EditSeveral } from "./EditSeveral";

interface Props {
  /** Of one account. */
  images: readonly ResourceKey[];
  onClose: () => void;
}

/** Edits one image in full, or what several images can have in common. */
export function EditDialog({ images, onClose }: Props) {
  const [only] = images;
  return images.length === 1 && only ? <EditOne image={only} onClose={onClose} /> : <EditSeveral images={images} onClose={onClose} />;
}
