#include "sim/text/csv_records.hpp"

#include "sim/text/utf8.hpp"

#include <utility>

namespace sim {

bool CsvRecordReader::read(CsvRecord& record)
{
    if (at_ == text_.size()) return false;
    record.line = line_;
    record.fields.clear();
    record.sound = true;
    bool quotes = false;
    do {
        std::string field;
        if (at_ < text_.size() && text_[at_] == '"') {
            quotes = true;
            read_quoted(field, record);
        } else {
            read_plain(field, record);
        }
        record.fields.push_back(std::move(field));
    } while (take(separator_));
    end_line();
    const bool empty = record.fields[0].find_first_not_of(" \t") == std::string::npos;
    record.blank = record.fields.size() == 1 && !quotes && empty;
    return true;
}

void CsvRecordReader::read_plain(std::string& field, CsvRecord& record)
{
    while (at_ < text_.size() && !is_end(text_[at_])) {
        if (text_[at_] == '"') {
            stray(record, {"tanda kutip di tengah nilai; nilai yang memuat tanda kutip ditulis \"…\", dan setiap "
                           "tanda kutip di dalamnya ditulis dua kali",
                           "a quote in the middle of a value; a value with quotes is written \"…\", and each "
                           "quote in it twice"});
        }
        field += text_[at_++];
    }
}

void CsvRecordReader::read_quoted(std::string& field, CsvRecord& record)
{
    const int begin = line_;
    ++at_;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
            field += '"';
            at_ += 2;
        } else if (c == '"') {
            ++at_;
            if (at_ < text_.size() && !is_end(text_[at_])) after_quote(begin, field, record);
            return;
        } else if (c == '\n' || c == '\r') {
            field += '\n';
            end_line();
        } else {
            field += c;
            ++at_;
        }
    }
    record.sound = false;
    findings_.error(
        name_, begin, "", in_quotes(field),
        {"tanda kutip dibuka di baris ini tetapi tidak ditutup", "a quote opens on this line but is not closed"});
}

void CsvRecordReader::after_quote(int begin, std::string& field, CsvRecord& record)
{
    const bool comma = separator_ == ',';
    Words reason{
        std::string("setelah tanda kutip penutup harus ada ") + (comma ? "koma" : "titik koma") + " atau akhir baris",
        std::string("a ") + (comma ? "comma" : "semicolon") + " or the end of the line must follow a closing quote"};
    if (begin != line_) {
        const std::string line = std::to_string(begin);
        reason = reason + Words{"; tanda kutip ini dibuka di baris " + line, "; the quote was opened on line " + line};
    }
    stray(record, reason);
    while (at_ < text_.size() && !is_end(text_[at_])) field += text_[at_++];
}

void CsvRecordReader::stray(CsvRecord& record, Words reason)
{
    if (record.sound) findings_.error(name_, line_, "", "", std::move(reason));
    record.sound = false;
}

bool CsvRecordReader::take(char c)
{
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
}

void CsvRecordReader::end_line()
{
    if (at_ == text_.size()) return;
    take('\r');
    take('\n');
    ++line_;
}

} // namespace sim
