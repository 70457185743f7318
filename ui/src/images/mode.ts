import { createStore } from "../store";

/** How the Images page shows the images: as a list, or by region. */
export type ImagesMode = "table" | "presence";

export const imagesMode = createStore<ImagesMode>("table");
