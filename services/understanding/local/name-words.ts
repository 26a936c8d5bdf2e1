/** Words that are never part of a name, however much a sentence looks like one. */

const words =
  'is am are was were be been being the a an this that these those there here my mine your our their his her its it he she they them we us i me you ' +
  'to of in on at for with by from as into about up out off so and or but if then than too also just only very really still even again now ' +
  'yes yeah yep no nope not okay ok sure right correct perfect great good fine well please thanks thank hello hi hey bye sorry hold wait ' +
  'do does did done have has had having will would shall should can could may might must want wants wanted need needs needed like get got go going make made know tell say said see ' +
  'call calling called phone speak speaking talk talking looking look wondering trying hoping interested ready happy glad able available free open closed booked ' +
  'appointment appointments booking reservation visit cleaning checkup service doctor dentist office clinic insurance number name names first last surname spelled spelling letter ' +
  'today tomorrow yesterday tonight morning afternoon evening night noon midnight week month year day days time hour hours minute minutes ' +
  'mornings afternoons evenings nights weekend weekends weekdays mondays tuesdays wednesdays thursdays fridays saturdays sundays ' +
  'monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december am pm oclock ' +
  'what when where who which why how much many long some any all more most other another new old next same different something anything nothing someone anyone ' +
  'reschedule cancel change move book schedule problem question questions question help pain tooth teeth emergency price cost pay money ' +
  "i'm i've i'd i'll it's that's there's what's don't doesn't didn't can't won't isn't aren't let's you're we're he's she's they're " +
  'one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred double triple ' +
  'later earlier sooner late early actually maybe probably both either neither none everything everyone because since until before after during around ' +
  'soon sooner area areas place park date dates detail details email address birthday reason time times everybody either whichever whatever whoever back here ' +
  'son daughter wife husband mother father mom dad kid kids child children friend patient customer existing returning person people ' +
  'first second third fourth um uh er oh robot human computer machine operator representative manager running feeling having getting doing taking using under over back down through ' +
  'absolutely totally completely extremely seriously literally really unacceptable ridiculous urgent important insane crazy terrible awful horrible ' +
  'cool awesome excellent lovely wonderful brilliant fantastic amazing splendid terrific nice super cheers forget forgot remember asking sec gosh ' +
  "who's how's where's when's why's " +
  'regarding concerning wrong true false none never always already ago anymore instead rather fully quite pretty too such whole also alright worries course exactly enough work works suits fits supposed';

export const nonNameWords = new Set(words.split(' '));

/** Parts of a last name that stand in lower case. */
export const nameParticles = new Set([
  'van',
  'von',
  'de',
  'der',
  'den',
  'da',
  'di',
  'la',
  'le',
  'del',
  'dos',
  'bin',
  'al',
  'el',
  'ter',
  'ten',
  'mac',
  'mc',
  'st',
  'saint',
  "o'",
]);

/** Those that begin a last name said alone; "Al Pacino" and "St John" do not. */
export const openingParticles = new Set('de la van von del di da dos der den le'.split(' '));

/** Before a name. Longest first, so that "my last name is" wins over "is". */
export const nameLeads: { pattern: RegExp; part?: 'first' | 'last'; sure: boolean }[] = [
  {
    pattern:
      /\b(?:my |the |his |her |a |your )?(?:last name|surname|family name)(?: is|'s| will be| would be|,)? ?/g,
    part: 'last',
    sure: true,
  },
  {
    pattern:
      /\b(?:my |the |his |her |a )?(?:first name|given name|christian name)(?: is|'s| will be| would be)? ?/g,
    part: 'first',
    sure: true,
  },
  {
    pattern:
      /\b(?:my|the|his|her|their|patient's|full) (?:full |whole |complete )?name(?:'s| is| was| will be| would be)(?: (?:actually|just|spelled))? ?/g,
    sure: true,
  },
  { pattern: /\b(?:names|name is|name's) ?/g, sure: true },
  { pattern: /\bname (?:is )?(?:wrong|incorrect|not right)(?: no)? (?:it's|it is) ?/g, sure: true },
  { pattern: /\b(?:under|in|use|with|to)(?: the)? name(?: of)? ?/g, sure: true },
  {
    pattern:
      /\b(?:call me|they call me|call him|call her|known as|go by|goes by|refer to me as|calling me|address me as|speak to me as) ?(?:the name )?(?:of )?/g,
    sure: true,
  },
  {
    pattern:
      /\b(?:for|of|under|it's|is) (?:my|our) (?:(?:little|older|younger|eldest|oldest|youngest) )?(?:son|daughter|wife|husband|partner|mother|father|mom|mum|dad|kid|child|boy|girl|brother|sister|grandson|granddaughter|friend|boss|patient)(?:'s(?: name)?)? ?/g,
    sure: false,
  },
  {
    pattern:
      /\b(?:this is|i'm|i am|it's|it is|that's|that is|that would be|it would be|under|for|hi|hello|here is|here's|speaking to|sure|yes|yeah) ?/g,
    sure: false,
  },
];

/** After a name: "Anna Reed here", "John speaking". */
export const nameTails = /\b(?:here|speaking|calling|is my name|is the name|on the line)\b/;

/** Months, wishes and other words that are also names, where they are written like one. */
export const alsoNames = new Set(
  'may april june august will long day price early friend young rose grace hope joy winter park good fine best little west page book wells english french'.split(
    ' ',
  ),
);
