/** Words too common to search by; the text search leaves them out. */
export const polishStopWords: readonly string[] =
  "a aby ale albo ani będzie będą bez bo by był była było były byli być co czy dla do gdy gdyż i ich im inne inny innych iż ja jak jako je jego jej jest jeszcze jeśli jeżeli już ją każdy kiedy kto która które którego której którym których który którzy lub ma mają może mu na nad nie nią nich nim niż no o od on ona one oni oraz pan pani po pod ponieważ poza przed przez przy są się ta tak także tam te tego tej ten to tu tych tylko tym u w we więc wraz z za zaś ze że żeby".split(
    " ",
  );
