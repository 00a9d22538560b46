/** Routes that name a document, a meeting or a request: every cell of them is asked in `library-access.test.ts`. */
export const LIBRARY_ROUTES = {
  document: "/dokumenty/dokument/:documentId",
  preview: "/dokumenty/dokument/:documentId/podglad.pdf",
  file: "/dokumenty/dokument/:documentId/plik.pdf",
  meeting: "/walne-zgromadzenie/:code",
  calendar: "/walne-zgromadzenie/:code/kalendarz.ics",
  requestFile: "/wnioski/:requestId/plik.pdf",
  publicPreview: "/dokumenty-publiczne/:documentId/podglad.pdf",
  publicFile: "/dokumenty-publiczne/:documentId/plik.pdf",
} as const;
