// Package letter holds the texts that people receive: the acknowledgement, the
// extension, the response, and the short mails around them. Dutch is B1 with u;
// English follows it sentence by sentence. A promise is always a day.
//
// It is pure: it reads no clock, sends nothing and refuses nothing. What a
// letter must hold is a rule of package complaint; what is missing shows up in
// the text between square brackets, so that nobody overlooks it in a preview.
//
// What people typed is put in literally: never as a template, never as markup.
//
// An organisation can choose the words of a letter. Its text, and ours, has
// placeholders from a closed set ([Slot]) for all that is different in each
// letter; [Mistakes] finds what a text lacks or has misspelt, and what has a
// mistake is never used. Where a paragraph would say what is not true, such as a
// day that is gone, it gives way to our own sentence.
package letter
