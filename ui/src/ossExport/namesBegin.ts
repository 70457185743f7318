/** What the names of the objects of an image begin with. Source: help page of ExportImage. */
export const namesBegin = (prefix: string, imageId: string): string => (prefix === "" ? imageId : `${prefix}_${imageId}`);
