// Names and words as they are compared: without accents and capitals.

export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
