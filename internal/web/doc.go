// Package web is the page kit: Fairway's identity, the design tokens, the layout, every component, the assets and the
// headers that all pages share. It owns how a page looks and how it speaks to assistive technology. It refuses to know
// what pages are about: no operations, no database, no session; a handler fills a View and the components' structs.
// It writes no tables, registers no operations and queues no jobs. Its words are messages/{lang}.json under "web.".
//
// # A page
//
//	v := web.NewView(bundle, r)          // language, path, query, theme from the request
//	v.Title, v.Edition, v.User = …       // the app fills what all pages share
//	templ ExhibitorPage(v *web.View, p Page) { @web.Layout(v) { @web.PageHead(v, …)  @web.Section("products", …) { … } } }
//
// Every Href in the kit's structs is a finished address: make it with View.URL, which puts the language before the
// path, or View.WithQuery, which changes one value of the page's own query. Every word is ready in the page's language;
// a Lang field names the language of people's text when it is another one (View.Locale.Words tells). The outermost
// elements of a page are Hero, KeyFigures, PageHead, Section, Columns or any element of class "wrap", which keeps the
// margins.
//
// # Components
//
// Frame: Layout(v){…}, ErrorPage(v, ErrorData), Hero(HeroData){…}, PageHead(v, PageHeadData){…},
// Section(id, title, lede, link NavLink){…}, SectionHead(title, lede, link), Columns(aside){…}, Notices([]Notice),
// SkipLink(v), Toasts(v).
//
// Cards and figures: CardGrid(size){…}, Card(CardData){…}, EntityCard(EntityCardData), Picture(PictureData),
// Monogram(name, size), StatTile(StatData), StatGrid([]StatData), KeyFigures(label, []StatData).
//
// Controls: Button(ButtonData), LinkButton(ButtonData), IconButton(ButtonData), Actions([]ButtonData), Badge(BadgeData),
// StatusBadge(text, tone), Badges([]BadgeData), Tabs(v, label, []NavLink), Breadcrumb(v, []NavLink),
// Pagination(v, PageLinks), Tags([]NavLink).
//
// Lists: SearchField(v, SearchData), FilterPanel(v, FilterData), FilterBar(v, summary, active, chosen){…}, Table(TableData),
// EmptyState(EmptyData). FilterPanel is the aside of Columns, FilterBar the first thing in its children.
//
// Forms: a <form class="form"> around FormProblems(v, problems, fields), FieldGroup(legend, hint){…}, Field(v, FieldData),
// MultilingualField(v, MultilingualData) with ReadText(form, name, old), HiddenFields, FormActions(v, submit, cancelHref){…};
// View.Problems translates an error for them. Confirm and ConfirmDialog(v, ConfirmData) ask before what is hard to undo.
//
// Records and words: DefinitionList([]Term), Facts([]Fact), Timeline([]EventData), Steps(v, label, []StepData), Alert(Notice){…},
// LangText(v, words, lang), Words(v, text.T), Prose(v, words, lang), Money(v, minor, currency), Code(v, id, label, code).
//
// Identity: Icon(name, label), Sign(), Wordmark(), Motif(shape, seed), Seed(text).
//
// GalleryHandler shows all of them at /{lang}/gallery. Reuse one from there, or add the new one there first.
//
// # Serving
//
// The app mounts Assets() at /assets/, ThemeHandler() at POST /theme and GalleryHandler, and puts SecurityHeaders around
// everything. The content security policy allows nothing inline: no style attribute, no script text, no handler
// attribute; SVG presentation attributes (fill, stroke, transform) are fine. Scripts only enhance; htmx 2 is part of app.js, and
// an answer may carry HX-Trigger {"toast":{"kind":"success","text":"…"}}.
//
// The style sheets below css/ are joined when the program starts, after the colours of tokens.go. The script is bundled
// from js/src into dist/ (npm ci && npm run build in js/) and committed.
package web
